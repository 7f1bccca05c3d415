
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "accounts": {
                  Row: {
                    "created_at": string,"email": string,"id": string,"locale": string,"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"email": string,"id": string,"locale"?: string,"name"?: string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"email"?: string,"id"?: string,"locale"?: string,"name"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"approvals": {
                  Row: {
                    "approved_by": string | null,"client_id": string,"content_hash": string,"created_at": string,"draft_id": string,"id": string,"open_ms": number | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "approved_by"?: string | null,"client_id": string,"content_hash": string,"created_at"?: string,"draft_id": string,"id"?: string,"open_ms"?: number | null,"updated_at"?: string,"version": number
                  }
                  Update: {
                    "approved_by"?: string | null,"client_id"?: string,"content_hash"?: string,"created_at"?: string,"draft_id"?: string,"id"?: string,"open_ms"?: number | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "approvals_approved_by_fkey"
      columns: ["approved_by"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "approvals_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "approvals_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "approvals_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    }
                  ]
                },"attachment_texts": {
                  Row: {
                    "attachment_id": string,"body": string,"client_id": string,"created_at": string,"status": Database["public"]['Enums']["text_status"],"updated_at": string,"words": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attachment_id": string,"body"?: string,"client_id": string,"created_at"?: string,"status": Database["public"]['Enums']["text_status"],"updated_at"?: string,"words"?: string
                  }
                  Update: {
                    "attachment_id"?: string,"body"?: string,"client_id"?: string,"created_at"?: string,"status"?: Database["public"]['Enums']["text_status"],"updated_at"?: string,"words"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "attachment_texts_attachment_id_fkey"
      columns: ["attachment_id"]
isOneToOne: true
      referencedRelation: "attachments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachment_texts_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"attachments": {
                  Row: {
                    "client_id": string,"content_id": string,"created_at": string,"filename": string,"id": string,"inline": boolean,"media_type": string,"message_id": string,"position": number,"size_bytes": number,"sniffed_type": string,"updated_at": string,"warnings": (Database["public"]['Enums']["attachment_warning"])[]
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"content_id"?: string,"created_at"?: string,"filename": string,"id"?: string,"inline"?: boolean,"media_type": string,"message_id": string,"position": number,"size_bytes": number,"sniffed_type"?: string,"updated_at"?: string,"warnings"?: (Database["public"]['Enums']["attachment_warning"])[]
                  }
                  Update: {
                    "client_id"?: string,"content_id"?: string,"created_at"?: string,"filename"?: string,"id"?: string,"inline"?: boolean,"media_type"?: string,"message_id"?: string,"position"?: number,"size_bytes"?: number,"sniffed_type"?: string,"updated_at"?: string,"warnings"?: (Database["public"]['Enums']["attachment_warning"])[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "attachments_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachments_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    }
                  ]
                },"audit_events": {
                  Row: {
                    "action": string,"actor_id": string | null,"actor_kind": Database["public"]['Enums']["actor_kind"],"client_id": string | null,"created_at": string,"detail": NonNullable<Json>,"id": number,"subject_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor_id"?: string | null,"actor_kind": Database["public"]['Enums']["actor_kind"],"client_id"?: string | null,"created_at"?: string,"detail"?: NonNullable<Json>,"id"?: never,"subject_id"?: string | null
                  }
                  Update: {
                    "action"?: string,"actor_id"?: string | null,"actor_kind"?: Database["public"]['Enums']["actor_kind"],"client_id"?: string | null,"created_at"?: string,"detail"?: NonNullable<Json>,"id"?: never,"subject_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "audit_events_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"bounces": {
                  Row: {
                    "client_id": string,"created_at": string,"diagnostic": string,"draft_id": string,"message_id": string,"permanent": boolean,"reason": Database["public"]['Enums']["bounce_reason"],"recipient": string,"status_code": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"diagnostic"?: string,"draft_id": string,"message_id": string,"permanent": boolean,"reason": Database["public"]['Enums']["bounce_reason"],"recipient": string,"status_code": string,"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"diagnostic"?: string,"draft_id"?: string,"message_id"?: string,"permanent"?: boolean,"reason"?: Database["public"]['Enums']["bounce_reason"],"recipient"?: string,"status_code"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "bounces_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "bounces_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "bounces_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "bounces_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    }
                  ]
                },"client_members": {
                  Row: {
                    "client_id": string,"created_at": string,"role": Database["public"]['Enums']["member_role"],"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"role"?: Database["public"]['Enums']["member_role"],"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"role"?: Database["public"]['Enums']["member_role"],"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "client_members_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "client_members_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"clients": {
                  Row: {
                    "created_at": string,"draft_threshold": number,"hours": string,"id": string,"locale": string,"model_budget": number,"model_cap": number | null,"name": string,"profession": Database["public"]['Enums']["profession"],"replay_allowed": boolean,"sign_off": string,"timezone": string,"undo_seconds": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"draft_threshold"?: number,"hours"?: string,"id"?: string,"locale"?: string,"model_budget"?: number,"model_cap"?: number | null,"name": string,"profession"?: Database["public"]['Enums']["profession"],"replay_allowed"?: boolean,"sign_off"?: string,"timezone"?: string,"undo_seconds"?: number,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"draft_threshold"?: number,"hours"?: string,"id"?: string,"locale"?: string,"model_budget"?: number,"model_cap"?: number | null,"name"?: string,"profession"?: Database["public"]['Enums']["profession"],"replay_allowed"?: boolean,"sign_off"?: string,"timezone"?: string,"undo_seconds"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"contacts": {
                  Row: {
                    "address": string,"client_id": string,"created_at": string,"last_written_at": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"client_id": string,"created_at"?: string,"last_written_at": string,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string,"client_id"?: string,"created_at"?: string,"last_written_at"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "contacts_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"dead_letters": {
                  Row: {
                    "attempts": number,"client_id": string | null,"created_at": string,"error": string,"id": string,"key": string,"kind": Database["public"]['Enums']["job_kind"],"lease": string | null,"payload": NonNullable<Json>,"priority": Database["public"]['Enums']["job_priority"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts": number,"client_id"?: string | null,"created_at"?: string,"error": string,"id"?: string,"key": string,"kind": Database["public"]['Enums']["job_kind"],"lease"?: string | null,"payload": NonNullable<Json>,"priority"?: Database["public"]['Enums']["job_priority"],"updated_at"?: string
                  }
                  Update: {
                    "attempts"?: number,"client_id"?: string | null,"created_at"?: string,"error"?: string,"id"?: string,"key"?: string,"kind"?: Database["public"]['Enums']["job_kind"],"lease"?: string | null,"payload"?: NonNullable<Json>,"priority"?: Database["public"]['Enums']["job_priority"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "dead_letters_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"draft_alternatives": {
                  Row: {
                    "body": string,"client_id": string,"created_at": string,"draft_id": string,"position": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"client_id": string,"created_at"?: string,"draft_id": string,"position": number,"updated_at"?: string
                  }
                  Update: {
                    "body"?: string,"client_id"?: string,"created_at"?: string,"draft_id"?: string,"position"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "draft_alternatives_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_alternatives_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_alternatives_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    }
                  ]
                },"draft_attachments": {
                  Row: {
                    "client_id": string,"content": string | null,"created_at": string,"draft_id": string,"filename": string,"id": string,"media_type": string,"sha256": string,"size_bytes": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"content"?: string | null,"created_at"?: string,"draft_id": string,"filename": string,"id"?: string,"media_type": string,"sha256": string,"size_bytes": number,"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"content"?: string | null,"created_at"?: string,"draft_id"?: string,"filename"?: string,"id"?: string,"media_type"?: string,"sha256"?: string,"size_bytes"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "draft_attachments_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_attachments_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_attachments_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    }
                  ]
                },"draft_claims": {
                  Row: {
                    "client_id": string,"created_at": string,"draft_id": string,"elsewhere": boolean,"kind": Database["public"]['Enums']["claim_kind"],"message_id": string | null,"passage_id": string | null,"position": number,"quote": string,"source": Database["public"]['Enums']["claim_source"] | null,"text": string,"title": string,"updated_at": string,"vouched_at": string | null,"vouched_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"draft_id": string,"elsewhere"?: boolean,"kind": Database["public"]['Enums']["claim_kind"],"message_id"?: string | null,"passage_id"?: string | null,"position": number,"quote"?: string,"source"?: Database["public"]['Enums']["claim_source"] | null,"text": string,"title"?: string,"updated_at"?: string,"vouched_at"?: string | null,"vouched_by"?: string | null
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"draft_id"?: string,"elsewhere"?: boolean,"kind"?: Database["public"]['Enums']["claim_kind"],"message_id"?: string | null,"passage_id"?: string | null,"position"?: number,"quote"?: string,"source"?: Database["public"]['Enums']["claim_source"] | null,"text"?: string,"title"?: string,"updated_at"?: string,"vouched_at"?: string | null,"vouched_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "draft_claims_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_claims_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_claims_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_claims_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_claims_passage_id_fkey"
      columns: ["passage_id"]
isOneToOne: false
      referencedRelation: "passages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_claims_vouched_by_fkey"
      columns: ["vouched_by"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"draft_outcomes": {
                  Row: {
                    "anew": boolean,"client_id": string,"created_at": string,"decided_at": string,"distance": number,"draft_id": string,"fate": Database["public"]['Enums']["draft_fate"],"open_ms": number | null,"reason": Database["public"]['Enums']["discard_reason"] | null,"updated_at": string,"waited_ms": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "anew"?: boolean,"client_id": string,"created_at"?: string,"decided_at"?: string,"distance"?: number,"draft_id": string,"fate": Database["public"]['Enums']["draft_fate"],"open_ms"?: number | null,"reason"?: Database["public"]['Enums']["discard_reason"] | null,"updated_at"?: string,"waited_ms"?: number | null
                  }
                  Update: {
                    "anew"?: boolean,"client_id"?: string,"created_at"?: string,"decided_at"?: string,"distance"?: number,"draft_id"?: string,"fate"?: Database["public"]['Enums']["draft_fate"],"open_ms"?: number | null,"reason"?: Database["public"]['Enums']["discard_reason"] | null,"updated_at"?: string,"waited_ms"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "draft_outcomes_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_outcomes_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: true
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_outcomes_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: true
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    }
                  ]
                },"draft_versions": {
                  Row: {
                    "author": Database["public"]['Enums']["draft_author"],"body": string,"client_id": string,"created_at": string,"draft_id": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "author": Database["public"]['Enums']["draft_author"],"body": string,"client_id": string,"created_at"?: string,"draft_id": string,"updated_at"?: string,"version": number
                  }
                  Update: {
                    "author"?: Database["public"]['Enums']["draft_author"],"body"?: string,"client_id"?: string,"created_at"?: string,"draft_id"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "draft_versions_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_versions_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "draft_versions_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    }
                  ]
                },"drafts": {
                  Row: {
                    "body": string,"cc_recipients": NonNullable<Json>,"client_id": string,"content_hash": string,"created_at": string,"decided_at": string | null,"edited": boolean,"from_address": string,"from_name": string,"id": string,"language": string,"mailbox_id": string,"message_id": string,"model": string,"notice": Database["public"]['Enums']["draft_notice"] | null,"participants": NonNullable<Json>,"questions": NonNullable<Json>,"received_at": string,"reply_to": string,"signature": string,"status": Database["public"]['Enums']["draft_status"],"subject": string,"thread_id": string,"to_recipients": NonNullable<Json>,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"cc_recipients"?: NonNullable<Json>,"client_id": string,"content_hash"?: string,"created_at"?: string,"decided_at"?: string | null,"edited"?: boolean,"from_address": string,"from_name": string,"id"?: string,"language"?: string,"mailbox_id": string,"message_id": string,"model"?: string,"notice"?: Database["public"]['Enums']["draft_notice"] | null,"participants"?: NonNullable<Json>,"questions"?: NonNullable<Json>,"received_at": string,"reply_to"?: string,"signature"?: string,"status"?: Database["public"]['Enums']["draft_status"],"subject": string,"thread_id": string,"to_recipients": NonNullable<Json>,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "body"?: string,"cc_recipients"?: NonNullable<Json>,"client_id"?: string,"content_hash"?: string,"created_at"?: string,"decided_at"?: string | null,"edited"?: boolean,"from_address"?: string,"from_name"?: string,"id"?: string,"language"?: string,"mailbox_id"?: string,"message_id"?: string,"model"?: string,"notice"?: Database["public"]['Enums']["draft_notice"] | null,"participants"?: NonNullable<Json>,"questions"?: NonNullable<Json>,"received_at"?: string,"reply_to"?: string,"signature"?: string,"status"?: Database["public"]['Enums']["draft_status"],"subject"?: string,"thread_id"?: string,"to_recipients"?: NonNullable<Json>,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "drafts_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_thread_id_fkey"
      columns: ["thread_id"]
isOneToOne: false
      referencedRelation: "threads"
      referencedColumns: ["id"]
    }
                  ]
                },"gates": {
                  Row: {
                    "client_id": string,"created_at": string,"effect": Database["public"]['Enums']["gate_effect"],"id": string,"kind": Database["public"]['Enums']["gate_kind"],"updated_at": string,"value": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"effect": Database["public"]['Enums']["gate_effect"],"id"?: string,"kind": Database["public"]['Enums']["gate_kind"],"updated_at"?: string,"value": string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"effect"?: Database["public"]['Enums']["gate_effect"],"id"?: string,"kind"?: Database["public"]['Enums']["gate_kind"],"updated_at"?: string,"value"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "gates_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"image_senders": {
                  Row: {
                    "address": string,"client_id": string,"created_at": string,"id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"client_id": string,"created_at"?: string,"id"?: string,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string,"client_id"?: string,"created_at"?: string,"id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "image_senders_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"knowledge_sources": {
                  Row: {
                    "begun": number,"client_id": string,"content": string,"created_at": string,"done": number,"edition": number,"embedding_model": string,"failure": Database["public"]['Enums']["source_failure"] | null,"filename": string,"id": string,"kind": Database["public"]['Enums']["source_kind"],"language": string,"mailbox_id": string | null,"passages": number,"read_at": string | null,"size_bytes": number,"status": Database["public"]['Enums']["source_status"],"title": string,"total": number | null,"updated_at": string,"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "begun"?: number,"client_id": string,"content": string,"created_at"?: string,"done"?: number,"edition"?: number,"embedding_model"?: string,"failure"?: Database["public"]['Enums']["source_failure"] | null,"filename"?: string,"id"?: string,"kind": Database["public"]['Enums']["source_kind"],"language"?: string,"mailbox_id"?: string | null,"passages"?: number,"read_at"?: string | null,"size_bytes"?: never,"status"?: Database["public"]['Enums']["source_status"],"title": string,"total"?: number | null,"updated_at"?: string,"url"?: string
                  }
                  Update: {
                    "begun"?: number,"client_id"?: string,"content"?: string,"created_at"?: string,"done"?: number,"edition"?: number,"embedding_model"?: string,"failure"?: Database["public"]['Enums']["source_failure"] | null,"filename"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["source_kind"],"language"?: string,"mailbox_id"?: string | null,"passages"?: number,"read_at"?: string | null,"size_bytes"?: never,"status"?: Database["public"]['Enums']["source_status"],"title"?: string,"total"?: number | null,"updated_at"?: string,"url"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "knowledge_sources_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "knowledge_sources_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    }
                  ]
                },"ledger_entries": {
                  Row: {
                    "asked_for": boolean,"attempts": number,"chance": number | null,"client_id": string,"created_at": string,"detail": string,"held_by": Database["public"]['Enums']["hold_reason"] | null,"mailbox_id": string,"message_id": string,"next_try_at": string | null,"outcome": Database["public"]['Enums']["ledger_outcome"],"reason": Database["public"]['Enums']["skip_reason"] | null,"received_at": string,"score": number | null,"threshold": number | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "asked_for"?: boolean,"attempts"?: number,"chance"?: number | null,"client_id": string,"created_at"?: string,"detail"?: string,"held_by"?: Database["public"]['Enums']["hold_reason"] | null,"mailbox_id": string,"message_id": string,"next_try_at"?: string | null,"outcome"?: Database["public"]['Enums']["ledger_outcome"],"reason"?: Database["public"]['Enums']["skip_reason"] | null,"received_at"?: string,"score"?: number | null,"threshold"?: number | null,"updated_at"?: string
                  }
                  Update: {
                    "asked_for"?: boolean,"attempts"?: number,"chance"?: number | null,"client_id"?: string,"created_at"?: string,"detail"?: string,"held_by"?: Database["public"]['Enums']["hold_reason"] | null,"mailbox_id"?: string,"message_id"?: string,"next_try_at"?: string | null,"outcome"?: Database["public"]['Enums']["ledger_outcome"],"reason"?: Database["public"]['Enums']["skip_reason"] | null,"received_at"?: string,"score"?: number | null,"threshold"?: number | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ledger_entries_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ledger_entries_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ledger_entries_message_id_fkey"
      columns: ["message_id"]
isOneToOne: true
      referencedRelation: "messages"
      referencedColumns: ["id"]
    }
                  ]
                },"mailbox_gaps": {
                  Row: {
                    "client_id": string,"closed_at": string | null,"created_at": string,"id": number,"mailbox_id": string,"missed_from": string,"missed_until": string,"missing": number | null,"reason": Database["public"]['Enums']["gap_reason"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"closed_at"?: string | null,"created_at"?: string,"id"?: never,"mailbox_id": string,"missed_from": string,"missed_until": string,"missing"?: number | null,"reason": Database["public"]['Enums']["gap_reason"],"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"closed_at"?: string | null,"created_at"?: string,"id"?: never,"mailbox_id"?: string,"missed_from"?: string,"missed_until"?: string,"missing"?: number | null,"reason"?: Database["public"]['Enums']["gap_reason"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mailbox_gaps_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mailbox_gaps_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    }
                  ]
                },"mailbox_grants": {
                  Row: {
                    "client_id": string,"created_at": string,"mailbox_id": string,"scopes": (string)[],"sealed": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"mailbox_id": string,"scopes": (string)[],"sealed": string,"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"mailbox_id"?: string,"scopes"?: (string)[],"sealed"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mailbox_grants_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mailbox_grants_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: true
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    }
                  ]
                },"mailboxes": {
                  Row: {
                    "address": string,"aliases": (string)[],"client_id": string,"connected_at": string,"created_at": string,"history_id": string | null,"id": string,"last_push_at": string | null,"last_synced_at": string | null,"name": string,"next_poll_at": string,"poll_every": string,"status": Database["public"]['Enums']["mailbox_status"],"unheard": number,"unseen": (string)[],"updated_at": string,"watch_expires_at": string | null,"watch_fault": Database["public"]['Enums']["watch_fault"] | null
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"aliases"?: (string)[],"client_id": string,"connected_at"?: string,"created_at"?: string,"history_id"?: string | null,"id"?: string,"last_push_at"?: string | null,"last_synced_at"?: string | null,"name"?: string,"next_poll_at"?: string,"poll_every"?: string,"status"?: Database["public"]['Enums']["mailbox_status"],"unheard"?: number,"unseen"?: (string)[],"updated_at"?: string,"watch_expires_at"?: string | null,"watch_fault"?: Database["public"]['Enums']["watch_fault"] | null
                  }
                  Update: {
                    "address"?: string,"aliases"?: (string)[],"client_id"?: string,"connected_at"?: string,"created_at"?: string,"history_id"?: string | null,"id"?: string,"last_push_at"?: string | null,"last_synced_at"?: string | null,"name"?: string,"next_poll_at"?: string,"poll_every"?: string,"status"?: Database["public"]['Enums']["mailbox_status"],"unheard"?: number,"unseen"?: (string)[],"updated_at"?: string,"watch_expires_at"?: string | null,"watch_fault"?: Database["public"]['Enums']["watch_fault"] | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "mailboxes_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"memories": {
                  Row: {
                    "body": string,"client_id": string,"created_at": string,"draft_id": string | null,"id": string,"language": string,"lesson": Database["public"]['Enums']["memory_lesson"] | null,"origin": Database["public"]['Enums']["memory_origin"],"scope": Database["public"]['Enums']["memory_scope"],"scope_value": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"client_id": string,"created_at"?: string,"draft_id"?: string | null,"id"?: string,"language"?: string,"lesson"?: Database["public"]['Enums']["memory_lesson"] | null,"origin": Database["public"]['Enums']["memory_origin"],"scope": Database["public"]['Enums']["memory_scope"],"scope_value"?: string,"updated_at"?: string
                  }
                  Update: {
                    "body"?: string,"client_id"?: string,"created_at"?: string,"draft_id"?: string | null,"id"?: string,"language"?: string,"lesson"?: Database["public"]['Enums']["memory_lesson"] | null,"origin"?: Database["public"]['Enums']["memory_origin"],"scope"?: Database["public"]['Enums']["memory_scope"],"scope_value"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "memories_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "memories_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "memories_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    }
                  ]
                },"message_bodies": {
                  Row: {
                    "client_id": string,"created_at": string,"has_html": boolean,"html": string,"message_id": string,"own": string,"plain": string,"remote_images": (string)[],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"has_html"?: never,"html"?: string,"message_id": string,"own"?: string,"plain"?: string,"remote_images"?: (string)[],"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"has_html"?: never,"html"?: string,"message_id"?: string,"own"?: string,"plain"?: string,"remote_images"?: (string)[],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_bodies_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "message_bodies_message_id_fkey"
      columns: ["message_id"]
isOneToOne: true
      referencedRelation: "messages"
      referencedColumns: ["id"]
    }
                  ]
                },"messages": {
                  Row: {
                    "cc_recipients": NonNullable<Json>,"client_id": string,"created_at": string,"deleted_at": string | null,"direction": Database["public"]['Enums']["direction"],"from_address": string,"from_name": string,"gmail_message_id": string,"gone": boolean,"id": string,"labels": (string)[],"mailbox_id": string,"received_at": string,"reference_ids": (string)[],"reply_to": NonNullable<Json>,"rfc_message_id": string,"signals": NonNullable<Json>,"size_bytes": number,"snippet": string,"subject": string,"thread_id": string,"to_recipients": NonNullable<Json>,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cc_recipients"?: NonNullable<Json>,"client_id": string,"created_at"?: string,"deleted_at"?: string | null,"direction": Database["public"]['Enums']["direction"],"from_address"?: string,"from_name"?: string,"gmail_message_id": string,"gone"?: never,"id"?: string,"labels"?: (string)[],"mailbox_id": string,"received_at": string,"reference_ids"?: (string)[],"reply_to"?: NonNullable<Json>,"rfc_message_id"?: string,"signals"?: NonNullable<Json>,"size_bytes"?: number,"snippet"?: string,"subject"?: string,"thread_id": string,"to_recipients"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Update: {
                    "cc_recipients"?: NonNullable<Json>,"client_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"direction"?: Database["public"]['Enums']["direction"],"from_address"?: string,"from_name"?: string,"gmail_message_id"?: string,"gone"?: never,"id"?: string,"labels"?: (string)[],"mailbox_id"?: string,"received_at"?: string,"reference_ids"?: (string)[],"reply_to"?: NonNullable<Json>,"rfc_message_id"?: string,"signals"?: NonNullable<Json>,"size_bytes"?: number,"snippet"?: string,"subject"?: string,"thread_id"?: string,"to_recipients"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "messages_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "messages_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "messages_thread_id_fkey"
      columns: ["thread_id"]
isOneToOne: false
      referencedRelation: "threads"
      referencedColumns: ["id"]
    }
                  ]
                },"model_calls": {
                  Row: {
                    "cache_read": number,"cache_write": number,"client_id": string,"cost": number,"created_at": string,"draft_id": string | null,"id": string,"input": number,"message_id": string | null,"model": string,"ms": number,"outcome": Database["public"]['Enums']["call_outcome"],"output": number,"prompt_hash": string,"route": string,"task": Database["public"]['Enums']["model_task"],"texts": NonNullable<Json>,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cache_read"?: number,"cache_write"?: number,"client_id": string,"cost"?: number,"created_at"?: string,"draft_id"?: string | null,"id": string,"input"?: number,"message_id"?: string | null,"model": string,"ms"?: number,"outcome": Database["public"]['Enums']["call_outcome"],"output"?: number,"prompt_hash"?: string,"route": string,"task": Database["public"]['Enums']["model_task"],"texts"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Update: {
                    "cache_read"?: number,"cache_write"?: number,"client_id"?: string,"cost"?: number,"created_at"?: string,"draft_id"?: string | null,"id"?: string,"input"?: number,"message_id"?: string | null,"model"?: string,"ms"?: number,"outcome"?: Database["public"]['Enums']["call_outcome"],"output"?: number,"prompt_hash"?: string,"route"?: string,"task"?: Database["public"]['Enums']["model_task"],"texts"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "model_calls_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "model_calls_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "model_calls_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "model_calls_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    }
                  ]
                },"operators": {
                  Row: {
                    "created_at": string,"role": Database["public"]['Enums']["operator_role"],"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"role"?: Database["public"]['Enums']["operator_role"],"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"role"?: Database["public"]['Enums']["operator_role"],"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "operators_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "accounts"
      referencedColumns: ["id"]
    }
                  ]
                },"outbox": {
                  Row: {
                    "approval_id": string,"client_id": string,"created_at": string,"draft_id": string,"error": string,"gmail_draft_id": string | null,"gmail_message_id": string | null,"history_id": string | null,"scheduled": boolean,"send_at": string,"status": Database["public"]['Enums']["outbox_status"],"unknown_since": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "approval_id": string,"client_id": string,"created_at"?: string,"draft_id": string,"error"?: string,"gmail_draft_id"?: string | null,"gmail_message_id"?: string | null,"history_id"?: string | null,"scheduled"?: boolean,"send_at": string,"status"?: Database["public"]['Enums']["outbox_status"],"unknown_since"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "approval_id"?: string,"client_id"?: string,"created_at"?: string,"draft_id"?: string,"error"?: string,"gmail_draft_id"?: string | null,"gmail_message_id"?: string | null,"history_id"?: string | null,"scheduled"?: boolean,"send_at"?: string,"status"?: Database["public"]['Enums']["outbox_status"],"unknown_since"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "outbox_approval_id_fkey"
      columns: ["approval_id"]
isOneToOne: true
      referencedRelation: "approvals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "outbox_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "outbox_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "outbox_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    }
                  ]
                },"passages": {
                  Row: {
                    "begins": number,"bits": unknown,"body": string,"client_id": string,"created_at": string,"edition": number,"embedding": (number)[] | null,"ends": number,"headings": (string)[],"id": string,"language": string,"page": number | null,"position": number,"source_id": string,"updated_at": string,"words": unknown
                  }
                  ComputedFields: never
                  Insert: {
                    "begins": number,"bits"?: unknown,"body": string,"client_id": string,"created_at"?: string,"edition": number,"embedding"?: (number)[] | null,"ends": number,"headings"?: (string)[],"id"?: string,"language": string,"page"?: number | null,"position": number,"source_id": string,"updated_at"?: string,"words": unknown
                  }
                  Update: {
                    "begins"?: number,"bits"?: unknown,"body"?: string,"client_id"?: string,"created_at"?: string,"edition"?: number,"embedding"?: (number)[] | null,"ends"?: number,"headings"?: (string)[],"id"?: string,"language"?: string,"page"?: number | null,"position"?: number,"source_id"?: string,"updated_at"?: string,"words"?: unknown
                  }
                  Relationships: [
                    {
      foreignKeyName: "passages_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "passages_source_id_fkey"
      columns: ["source_id"]
isOneToOne: false
      referencedRelation: "knowledge_sources"
      referencedColumns: ["id"]
    }
                  ]
                },"readings": {
                  Row: {
                    "client_id": string,"created_at": string,"draft_existing": boolean,"finished_at": string | null,"found": number,"mailbox_id": string,"milestone": string | null,"missing": number,"page_token": string | null,"pages": number,"purpose": Database["public"]['Enums']["reading_purpose"],"reached": string | null,"rewinds": number,"run": number,"since": string,"stored": number,"until": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"draft_existing"?: boolean,"finished_at"?: string | null,"found"?: number,"mailbox_id": string,"milestone"?: string | null,"missing"?: number,"page_token"?: string | null,"pages"?: number,"purpose": Database["public"]['Enums']["reading_purpose"],"reached"?: string | null,"rewinds"?: number,"run"?: number,"since": string,"stored"?: number,"until"?: string,"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"draft_existing"?: boolean,"finished_at"?: string | null,"found"?: number,"mailbox_id"?: string,"milestone"?: string | null,"missing"?: number,"page_token"?: string | null,"pages"?: number,"purpose"?: Database["public"]['Enums']["reading_purpose"],"reached"?: string | null,"rewinds"?: number,"run"?: number,"since"?: string,"stored"?: number,"until"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "readings_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "readings_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    }
                  ]
                },"replay_results": {
                  Row: {
                    "client_id": string,"created_at": string,"deletable": number | null,"distance": number,"draft_id": string,"faithful": boolean | null,"invented": number,"language_fits": boolean,"links": number,"questions": number,"replay_id": string,"replied": boolean,"tone_fits": boolean | null,"unsupported": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"deletable"?: number | null,"distance"?: number,"draft_id": string,"faithful"?: boolean | null,"invented"?: number,"language_fits"?: boolean,"links"?: number,"questions"?: number,"replay_id": string,"replied": boolean,"tone_fits"?: boolean | null,"unsupported"?: number,"updated_at"?: string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"deletable"?: number | null,"distance"?: number,"draft_id"?: string,"faithful"?: boolean | null,"invented"?: number,"language_fits"?: boolean,"links"?: number,"questions"?: number,"replay_id"?: string,"replied"?: boolean,"tone_fits"?: boolean | null,"unsupported"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "replay_results_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "replay_results_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "draft_cards"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "replay_results_draft_id_fkey"
      columns: ["draft_id"]
isOneToOne: false
      referencedRelation: "drafts"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "replay_results_replay_id_fkey"
      columns: ["replay_id"]
isOneToOne: false
      referencedRelation: "replays"
      referencedColumns: ["id"]
    }
                  ]
                },"replays": {
                  Row: {
                    "candidate": string,"created_at": string,"id": string,"spent": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "candidate": string,"created_at"?: string,"id"?: string,"spent"?: number,"updated_at"?: string
                  }
                  Update: {
                    "candidate"?: string,"created_at"?: string,"id"?: string,"spent"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"rule_versions": {
                  Row: {
                    "active": boolean,"body": string,"client_id": string,"created_at": string,"name": string,"rule_id": string,"scope": Database["public"]['Enums']["memory_scope"],"scope_value": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "active": boolean,"body": string,"client_id": string,"created_at"?: string,"name": string,"rule_id": string,"scope": Database["public"]['Enums']["memory_scope"],"scope_value": string,"updated_at"?: string,"version": number
                  }
                  Update: {
                    "active"?: boolean,"body"?: string,"client_id"?: string,"created_at"?: string,"name"?: string,"rule_id"?: string,"scope"?: Database["public"]['Enums']["memory_scope"],"scope_value"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "rule_versions_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "rule_versions_rule_id_fkey"
      columns: ["rule_id"]
isOneToOne: false
      referencedRelation: "rules"
      referencedColumns: ["id"]
    }
                  ]
                },"rules": {
                  Row: {
                    "active": boolean,"body": string,"client_id": string,"created_at": string,"id": string,"kind": Database["public"]['Enums']["rule_kind"],"name": string,"scope": Database["public"]['Enums']["memory_scope"],"scope_value": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"body": string,"client_id": string,"created_at"?: string,"id"?: string,"kind": Database["public"]['Enums']["rule_kind"],"name"?: string,"scope"?: Database["public"]['Enums']["memory_scope"],"scope_value"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "active"?: boolean,"body"?: string,"client_id"?: string,"created_at"?: string,"id"?: string,"kind"?: Database["public"]['Enums']["rule_kind"],"name"?: string,"scope"?: Database["public"]['Enums']["memory_scope"],"scope_value"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "rules_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                },"send_as_addresses": {
                  Row: {
                    "address": string,"client_id": string,"created_at": string,"is_default": boolean,"mailbox_id": string,"name": string,"reply_to": string,"signature": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"client_id": string,"created_at"?: string,"is_default"?: boolean,"mailbox_id": string,"name"?: string,"reply_to"?: string,"signature"?: string,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string,"client_id"?: string,"created_at"?: string,"is_default"?: boolean,"mailbox_id"?: string,"name"?: string,"reply_to"?: string,"signature"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "send_as_addresses_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "send_as_addresses_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    }
                  ]
                },"threads": {
                  Row: {
                    "answered": boolean,"archived": boolean,"client_id": string,"correspondent": string,"created_at": string,"gmail_thread_id": string,"id": string,"last_message_at": string,"last_message_id": string | null,"mailbox_id": string,"message_count": number,"snippet": string,"subject": string,"unread": boolean,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answered"?: boolean,"archived"?: boolean,"client_id": string,"correspondent"?: string,"created_at"?: string,"gmail_thread_id": string,"id"?: string,"last_message_at"?: string,"last_message_id"?: string | null,"mailbox_id": string,"message_count"?: number,"snippet"?: string,"subject"?: string,"unread"?: boolean,"updated_at"?: string
                  }
                  Update: {
                    "answered"?: boolean,"archived"?: boolean,"client_id"?: string,"correspondent"?: string,"created_at"?: string,"gmail_thread_id"?: string,"id"?: string,"last_message_at"?: string,"last_message_id"?: string | null,"mailbox_id"?: string,"message_count"?: number,"snippet"?: string,"subject"?: string,"unread"?: boolean,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "threads_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "threads_last_message"
      columns: ["last_message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "threads_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    }
                  ]
                },"voices": {
                  Row: {
                    "client_id": string,"created_at": string,"edited_by_person": boolean,"formality": Database["public"]['Enums']["formality"] | null,"greeting": string,"id": string,"language": string,"letters": number,"phrases": (string)[],"recipient": string,"sign_off": string,"updated_at": string,"words": number
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"edited_by_person"?: boolean,"formality"?: Database["public"]['Enums']["formality"] | null,"greeting"?: string,"id"?: string,"language": string,"letters"?: number,"phrases"?: (string)[],"recipient"?: string,"sign_off"?: string,"updated_at"?: string,"words"?: number
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"edited_by_person"?: boolean,"formality"?: Database["public"]['Enums']["formality"] | null,"greeting"?: string,"id"?: string,"language"?: string,"letters"?: number,"phrases"?: (string)[],"recipient"?: string,"sign_off"?: string,"updated_at"?: string,"words"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "voices_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            "draft_cards": {
                  Row: {
                    "alternatives": (string)[] | null,"attachments": Json | null,"body": string,"bounces": Json | null,"cc_recipients": NonNullable<Json>,"claims": Json | null,"client_id": string,"content_hash": string,"correspondent": string,"created_at": string,"decided_at": string | null,"edited": boolean,"from_address": string,"from_name": string,"id": string,"language": string,"mailbox_id": string,"message_count": number,"message_id": string,"notice": Database["public"]['Enums']["draft_notice"] | null,"outbox_error": string | null,"outbox_status": Database["public"]['Enums']["outbox_status"] | null,"participants": NonNullable<Json>,"preview": string | null,"questions": NonNullable<Json>,"received_at": string,"reply_to": string,"send_at": string | null,"senders": Json | null,"signature": string | null,"status": Database["public"]['Enums']["draft_status"],"subject": string,"suggested": Json | null,"thread_id": string,"to_check": number | null,"to_recipients": NonNullable<Json>,"undo_ms": number | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "drafts_client_id_fkey"
      columns: ["client_id"]
isOneToOne: false
      referencedRelation: "clients"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_mailbox_id_fkey"
      columns: ["mailbox_id"]
isOneToOne: false
      referencedRelation: "mailboxes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "drafts_thread_id_fkey"
      columns: ["thread_id"]
isOneToOne: false
      referencedRelation: "threads"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Functions: {
            "account_for":
{ Args: { "mailbox": string }; Returns: {
              "client_id": string,"drafted": number,"failed": number,"held": number,"missing": number,"reasons": Json,"skipped": number,"waiting": number
            }[]
                           },
"add_memory":
{ Args: { "client": string,"new_body": string,"new_scope": Database["public"]['Enums']["memory_scope"],"new_value": string }; Returns: {
              "body": string,
"client_id": string,
"created_at": string,
"draft_id": string | null,
"id": string,
"language": string,
"lesson": Database["public"]['Enums']["memory_lesson"] | null,
"origin": Database["public"]['Enums']["memory_origin"],
"scope": Database["public"]['Enums']["memory_scope"],
"scope_value": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "memories"
        isOneToOne: false
        isSetofReturn: true
      } },
"add_rule":
{ Args: { "client": string,"new_body": string,"new_kind": Database["public"]['Enums']["rule_kind"],"new_name": string,"new_scope": Database["public"]['Enums']["memory_scope"],"new_value": string,"used": boolean }; Returns: {
              "active": boolean,
"body": string,
"client_id": string,
"created_at": string,
"id": string,
"kind": Database["public"]['Enums']["rule_kind"],
"name": string,
"scope": Database["public"]['Enums']["memory_scope"],
"scope_value": string,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "rules"
        isOneToOne: false
        isSetofReturn: true
      } },
"add_source":
{ Args: { "base64": string,"client": string,"filename": string,"kind": Database["public"]['Enums']["source_kind"],"mailbox"?: string,"title": string,"url": string }; Returns: {
              "begun": number,
"client_id": string,
"content": string,
"created_at": string,
"done": number,
"edition": number,
"embedding_model": string,
"failure": Database["public"]['Enums']["source_failure"] | null,
"filename": string,
"id": string,
"kind": Database["public"]['Enums']["source_kind"],
"language": string,
"mailbox_id": string | null,
"passages": number,
"read_at": string | null,
"size_bytes": number,
"status": Database["public"]['Enums']["source_status"],
"title": string,
"total": number | null,
"updated_at": string,
"url": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "knowledge_sources"
        isOneToOne: false
        isSetofReturn: true
      } },
"approve_draft":
{ Args: { "draft": string,"later"?: string,"open_ms"?: number,"seen_hash": string }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"attach_file":
{ Args: { "base64": string,"draft": string,"filename": string,"media_type": string,"seen_version": number }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"begin_replay":
{ Args: { "candidate": string }; Returns: {
              "candidate": string,
"created_at": string,
"id": string,
"spent": number,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "replays"
        isOneToOne: false
        isSetofReturn: true
      } },
"begin_resync":
{ Args: { "mailbox": string,"read_up_to": string }; Returns: undefined
                           },
"begin_send":
{ Args: { "approval": string }; Returns: {
              "attachments": Json,"body": string,"cc_recipients": Json,"changed": boolean,"from_address": string,"from_name": string,"gmail_draft_id": string,"gmail_thread_id": string,"history_id": string,"language": string,"locale": string,"outbox_status": Database["public"]['Enums']["outbox_status"],"reference_ids": (string)[],"reply_to": string,"rfc_message_id": string,"signature": string,"subject": string,"to_recipients": Json,"unknown_seconds": number,"written_over": string
            }[]
                           },
"begin_source":
{ Args: { "source": string }; Returns: {
              "begun": number,
"client_id": string,
"content": string,
"created_at": string,
"done": number,
"edition": number,
"embedding_model": string,
"failure": Database["public"]['Enums']["source_failure"] | null,
"filename": string,
"id": string,
"kind": Database["public"]['Enums']["source_kind"],
"language": string,
"mailbox_id": string | null,
"passages": number,
"read_at": string | null,
"size_bytes": number,
"status": Database["public"]['Enums']["source_status"],
"title": string,
"total": number | null,
"updated_at": string,
"url": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "knowledge_sources"
        isOneToOne: false
        isSetofReturn: true
      } },
"block_mailbox":
{ Args: { "mailbox": string,"seconds": number }; Returns: undefined
                           },
"change_memory":
{ Args: { "memory": string,"new_body": string,"new_scope": Database["public"]['Enums']["memory_scope"],"new_value": string }; Returns: {
              "body": string,
"client_id": string,
"created_at": string,
"draft_id": string | null,
"id": string,
"language": string,
"lesson": Database["public"]['Enums']["memory_lesson"] | null,
"origin": Database["public"]['Enums']["memory_origin"],
"scope": Database["public"]['Enums']["memory_scope"],
"scope_value": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "memories"
        isOneToOne: false
        isSetofReturn: true
      } },
"change_rule":
{ Args: { "new_body": string,"new_name": string,"new_scope": Database["public"]['Enums']["memory_scope"],"new_value": string,"rule": string,"seen_version": number,"used": boolean }; Returns: {
              "active": boolean,
"body": string,
"client_id": string,
"created_at": string,
"id": string,
"kind": Database["public"]['Enums']["rule_kind"],
"name": string,
"scope": Database["public"]['Enums']["memory_scope"],
"scope_value": string,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "rules"
        isOneToOne: false
        isSetofReturn: true
      } },
"choose_wording":
{ Args: { "draft": string,"seen_version": number,"wording": number }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_jobs":
{ Args: { "lease_seconds": number,"most": number,"outcomes"?: Json }; Returns: Json
                           },
"connect_mailbox":
{ Args: { "client": string,"draft_existing": boolean,"granted_scopes": (string)[],"mailbox": string,"mailbox_address": string,"mailbox_aliases": (string)[],"mailbox_name": string,"member": string,"read_up_to": string,"sealed_grant": string,"window_days": number }; Returns: {
              "address": string,
"aliases": (string)[],
"client_id": string,
"connected_at": string,
"created_at": string,
"history_id": string | null,
"id": string,
"last_push_at": string | null,
"last_synced_at": string | null,
"name": string,
"next_poll_at": string,
"poll_every": string,
"status": Database["public"]['Enums']["mailbox_status"],
"unheard": number,
"unseen": (string)[],
"updated_at": string,
"watch_expires_at": string | null,
"watch_fault": Database["public"]['Enums']["watch_fault"] | null
            }
                          SetofOptions: {
        from: "*"
        to: "mailboxes"
        isOneToOne: true
        isSetofReturn: true
      } },
"delete_gate":
{ Args: { "gate": string }; Returns: {
              "client_id": string,
"created_at": string,
"effect": Database["public"]['Enums']["gate_effect"],
"id": string,
"kind": Database["public"]['Enums']["gate_kind"],
"updated_at": string,
"value": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "gates"
        isOneToOne: false
        isSetofReturn: true
      } },
"delete_memory":
{ Args: { "memory": string }; Returns: {
              "body": string,
"client_id": string,
"created_at": string,
"draft_id": string | null,
"id": string,
"language": string,
"lesson": Database["public"]['Enums']["memory_lesson"] | null,
"origin": Database["public"]['Enums']["memory_origin"],
"scope": Database["public"]['Enums']["memory_scope"],
"scope_value": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "memories"
        isOneToOne: false
        isSetofReturn: true
      } },
"delete_rule":
{ Args: { "rule": string }; Returns: {
              "active": boolean,
"body": string,
"client_id": string,
"created_at": string,
"id": string,
"kind": Database["public"]['Enums']["rule_kind"],
"name": string,
"scope": Database["public"]['Enums']["memory_scope"],
"scope_value": string,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "rules"
        isOneToOne: false
        isSetofReturn: true
      } },
"delete_source":
{ Args: { "source": string }; Returns: {
              "begun": number,
"client_id": string,
"content": string,
"created_at": string,
"done": number,
"edition": number,
"embedding_model": string,
"failure": Database["public"]['Enums']["source_failure"] | null,
"filename": string,
"id": string,
"kind": Database["public"]['Enums']["source_kind"],
"language": string,
"mailbox_id": string | null,
"passages": number,
"read_at": string | null,
"size_bytes": number,
"status": Database["public"]['Enums']["source_status"],
"title": string,
"total": number | null,
"updated_at": string,
"url": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "knowledge_sources"
        isOneToOne: false
        isSetofReturn: true
      } },
"detach_file":
{ Args: { "attachment": string,"draft": string,"seen_version": number }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"discard_draft":
{ Args: { "draft": string }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"disconnect_mailbox":
{ Args: { "mailbox": string }; Returns: {
              "address": string,
"aliases": (string)[],
"client_id": string,
"connected_at": string,
"created_at": string,
"history_id": string | null,
"id": string,
"last_push_at": string | null,
"last_synced_at": string | null,
"name": string,
"next_poll_at": string,
"poll_every": string,
"status": Database["public"]['Enums']["mailbox_status"],
"unheard": number,
"unseen": (string)[],
"updated_at": string,
"watch_expires_at": string | null,
"watch_fault": Database["public"]['Enums']["watch_fault"] | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "mailboxes"
        isOneToOne: false
        isSetofReturn: true
      } },
"doubtful_messages":
{ Args: { "is_last": boolean,"listed": (string)[],"mailbox": string,"reading": Database["public"]['Enums']["reading_purpose"] }; Returns: (string)[]
                           },
"draft_anyway":
{ Args: { "message": string }; Returns: {
              "asked_for": boolean,
"attempts": number,
"chance": number | null,
"client_id": string,
"created_at": string,
"detail": string,
"held_by": Database["public"]['Enums']["hold_reason"] | null,
"mailbox_id": string,
"message_id": string,
"next_try_at": string | null,
"outcome": Database["public"]['Enums']["ledger_outcome"],
"reason": Database["public"]['Enums']["skip_reason"] | null,
"received_at": string,
"score": number | null,
"threshold": number | null,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "ledger_entries"
        isOneToOne: false
        isSetofReturn: true
      } },
"draft_existing":
{ Args: { "mailbox": string }; Returns: {
              "address": string,
"aliases": (string)[],
"client_id": string,
"connected_at": string,
"created_at": string,
"history_id": string | null,
"id": string,
"last_push_at": string | null,
"last_synced_at": string | null,
"name": string,
"next_poll_at": string,
"poll_every": string,
"status": Database["public"]['Enums']["mailbox_status"],
"unheard": number,
"unseen": (string)[],
"updated_at": string,
"watch_expires_at": string | null,
"watch_fault": Database["public"]['Enums']["watch_fault"] | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "mailboxes"
        isOneToOne: false
        isSetofReturn: true
      } },
"edit_draft":
{ Args: { "draft": string,"new_body"?: string,"new_cc"?: (string)[],"new_from"?: string,"new_to"?: (string)[],"seen_version": number }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"edit_voice":
{ Args: { "kept"?: boolean,"new_formality"?: string,"new_greeting"?: string,"new_phrases"?: (string)[],"new_sign_off"?: string,"new_words"?: number,"voice": string }; Returns: {
              "client_id": string,
"created_at": string,
"edited_by_person": boolean,
"formality": Database["public"]['Enums']["formality"] | null,
"greeting": string,
"id": string,
"language": string,
"letters": number,
"phrases": (string)[],
"recipient": string,
"sign_off": string,
"updated_at": string,
"words": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "voices"
        isOneToOne: false
        isSetofReturn: true
      } },
"explain_discard":
{ Args: { "draft": string,"why": Database["public"]['Enums']["discard_reason"] }; Returns: {
              "anew": boolean,
"client_id": string,
"created_at": string,
"decided_at": string,
"distance": number,
"draft_id": string,
"fate": Database["public"]['Enums']["draft_fate"],
"open_ms": number | null,
"reason": Database["public"]['Enums']["discard_reason"] | null,
"updated_at": string,
"waited_ms": number | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "draft_outcomes"
        isOneToOne: false
        isSetofReturn: true
      } },
"fail_source":
{ Args: { "reading": number,"reason": Database["public"]['Enums']["source_failure"],"source": string }; Returns: boolean
                           },
"finish_send":
{ Args: { "approval": string,"gmail_message": string,"learnt"?: Json }; Returns: undefined
                           },
"give_back":
{ Args: { "approval": string,"explanation": string,"why": Database["public"]['Enums']["draft_notice"] }; Returns: undefined
                           },
"hide_images_of":
{ Args: { "message": string,"thread": string }; Returns: {
              "address": string,
"client_id": string,
"created_at": string,
"id": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "image_senders"
        isOneToOne: false
        isSetofReturn: true
      } },
"keep_attachment_texts":
{ Args: { "message": string,"texts": Json }; Returns: Json
                           },
"keep_send_as":
{ Args: { "listed": Json,"mailbox": string }; Returns: undefined
                           },
"keep_triage_curves":
{ Args: { "curves": Json }; Returns: undefined
                           },
"note_gmail_draft":
{ Args: { "approval": string,"gmail_draft": string }; Returns: undefined
                           },
"note_revoked":
{ Args: { "mailbox": string,"revoked": string }; Returns: boolean
                           },
"note_unknown":
{ Args: { "approval": string,"why": string }; Returns: undefined
                           },
"note_watch":
{ Args: { "mailbox": string,"watched_until": string }; Returns: undefined
                           },
"notice_push":
{ Args: { "mailbox_address": string }; Returns: boolean
                           },
"open_account":
{ Args: { "business": Json,"person_locale": string,"person_name": string }; Returns: string
                           },
"open_mailbox":
{ Args: { "mailbox": string,"statuses": (Database["public"]['Enums']["mailbox_status"])[],"units": Json }; Returns: {
              "address": string,"aliases": (string)[],"client_id": string,"granted": number,"history_id": string,"id": string,"name": string,"sealed": string,"unseen": (string)[],"wait_seconds": number
            }[]
                           },
"past_brief":
{ Args: { "draft": string }; Returns: Json
                           },
"past_replies":
{ Args: { "client"?: string,"most": number }; Returns: (string)[]
                           },
"pause_mailbox":
{ Args: { "mailbox": string }; Returns: {
              "address": string,
"aliases": (string)[],
"client_id": string,
"connected_at": string,
"created_at": string,
"history_id": string | null,
"id": string,
"last_push_at": string | null,
"last_synced_at": string | null,
"name": string,
"next_poll_at": string,
"poll_every": string,
"status": Database["public"]['Enums']["mailbox_status"],
"unheard": number,
"unseen": (string)[],
"updated_at": string,
"watch_expires_at": string | null,
"watch_fault": Database["public"]['Enums']["watch_fault"] | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "mailboxes"
        isOneToOne: false
        isSetofReturn: true
      } },
"probe_route":
{ Args: { "name": string }; Returns: boolean
                           },
"publish_source":
{ Args: { "model": string,"reading": number,"source": string }; Returns: boolean
                           },
"queue_depth":
{ Args: Record<PropertyKey, never>; Returns: {
              "kind": Database["public"]['Enums']["job_kind"],"running": number,"waiting": number
            }[]
                           },
"read_budget":
{ Args: { "client": string }; Returns: {
              "budget": Json,"client_id": string
            }[]
                           },
"read_ledger":
{ Args: { "before"?: string,"before_id"?: string,"mailbox": string,"most"?: number,"which"?: Database["public"]['Enums']["ledger_outcome"],"why"?: Database["public"]['Enums']["skip_reason"] }; Returns: Database["public"]['CompositeTypes']["ledger_line"][]
                          SetofOptions: {
        from: "*"
        to: "ledger_line"
        isOneToOne: false
        isSetofReturn: true
      } },
"read_passages":
{ Args: { "behind": number,"most": number,"source": string }; Returns: {
              "begins": number,
"bits": unknown,
"body": string,
"client_id": string,
"created_at": string,
"edition": number,
"embedding": (number)[] | null,
"ends": number,
"headings": (string)[],
"id": string,
"language": string,
"page": number | null,
"position": number,
"source_id": string,
"updated_at": string,
"words": unknown
            }[]
                          SetofOptions: {
        from: "*"
        to: "passages"
        isOneToOne: false
        isSetofReturn: true
      } },
"read_queue":
{ Args: { "before"?: string,"before_id"?: string,"client"?: string,"most"?: number,"which": Database["public"]['Enums']["draft_status"] }; Returns: {
              "alternatives": (string)[] | null,
"attachments": Json | null,
"body": string,
"bounces": Json | null,
"cc_recipients": NonNullable<Json>,
"claims": Json | null,
"client_id": string,
"content_hash": string,
"correspondent": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_count": number,
"message_id": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"outbox_error": string | null,
"outbox_status": Database["public"]['Enums']["outbox_status"] | null,
"participants": NonNullable<Json>,
"preview": string | null,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"send_at": string | null,
"senders": Json | null,
"signature": string | null,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"suggested": Json | null,
"thread_id": string,
"to_check": number | null,
"to_recipients": NonNullable<Json>,
"undo_ms": number | null,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "draft_cards"
        isOneToOne: false
        isSetofReturn: true
      } },
"read_threads":
{ Args: { "before"?: string,"before_id"?: string,"mailbox"?: string,"most"?: number }; Returns: {
              "answered": boolean,
"archived": boolean,
"client_id": string,
"correspondent": string,
"created_at": string,
"gmail_thread_id": string,
"id": string,
"last_message_at": string,
"last_message_id": string | null,
"mailbox_id": string,
"message_count": number,
"snippet": string,
"subject": string,
"unread": boolean,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "threads"
        isOneToOne: false
        isSetofReturn: true
      } },
"recall_passages":
{ Args: { "as_of"?: string,"client": string,"direction"?: (number)[],"model"?: string,"most": number,"question": string }; Returns: {
              "begins": number,"body": string,"ends": number,"found_by": (Database["public"]['Enums']["search_part"])[],"headings": (string)[],"id": string,"kind": Database["public"]['Enums']["source_kind"],"language": string,"likeness": number,"page": number,"position": number,"score": number,"source_id": string,"title": string,"url": string
            }[]
                           },
"record_messages":
{ Args: { "changes"?: Json,"mail": Json,"mailbox": string,"read_up_to": string }; Returns: number
                           },
"record_replay":
{ Args: { "calls": Json,"draft": string,"figures"?: Json,"replay": string,"written"?: string }; Returns: boolean
                           },
"record_trial":
{ Args: { "calls": Json }; Returns: undefined
                           },
"rename_source":
{ Args: { "new_title": string,"source": string }; Returns: {
              "begun": number,
"client_id": string,
"content": string,
"created_at": string,
"done": number,
"edition": number,
"embedding_model": string,
"failure": Database["public"]['Enums']["source_failure"] | null,
"filename": string,
"id": string,
"kind": Database["public"]['Enums']["source_kind"],
"language": string,
"mailbox_id": string | null,
"passages": number,
"read_at": string | null,
"size_bytes": number,
"status": Database["public"]['Enums']["source_status"],
"title": string,
"total": number | null,
"updated_at": string,
"url": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "knowledge_sources"
        isOneToOne: false
        isSetofReturn: true
      } },
"replayed":
{ Args: { "drafts": (string)[],"replay": string }; Returns: Json
                           },
"reread_source":
{ Args: { "source": string }; Returns: {
              "begun": number,
"client_id": string,
"content": string,
"created_at": string,
"done": number,
"edition": number,
"embedding_model": string,
"failure": Database["public"]['Enums']["source_failure"] | null,
"filename": string,
"id": string,
"kind": Database["public"]['Enums']["source_kind"],
"language": string,
"mailbox_id": string | null,
"passages": number,
"read_at": string | null,
"size_bytes": number,
"status": Database["public"]['Enums']["source_status"],
"title": string,
"total": number | null,
"updated_at": string,
"url": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "knowledge_sources"
        isOneToOne: false
        isSetofReturn: true
      } },
"resume_mailbox":
{ Args: { "mailbox": string }; Returns: {
              "address": string,
"aliases": (string)[],
"client_id": string,
"connected_at": string,
"created_at": string,
"history_id": string | null,
"id": string,
"last_push_at": string | null,
"last_synced_at": string | null,
"name": string,
"next_poll_at": string,
"poll_every": string,
"status": Database["public"]['Enums']["mailbox_status"],
"unheard": number,
"unseen": (string)[],
"updated_at": string,
"watch_expires_at": string | null,
"watch_fault": Database["public"]['Enums']["watch_fault"] | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "mailboxes"
        isOneToOne: false
        isSetofReturn: true
      } },
"retry_dead_letter":
{ Args: { "letter": string }; Returns: {
              "attempts": number,
"client_id": string | null,
"created_at": string,
"error": string,
"id": string,
"key": string,
"kind": Database["public"]['Enums']["job_kind"],
"lease": string | null,
"payload": NonNullable<Json>,
"priority": Database["public"]['Enums']["job_priority"],
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "dead_letters"
        isOneToOne: false
        isSetofReturn: true
      } },
"retry_message":
{ Args: { "message": string }; Returns: {
              "asked_for": boolean,
"attempts": number,
"chance": number | null,
"client_id": string,
"created_at": string,
"detail": string,
"held_by": Database["public"]['Enums']["hold_reason"] | null,
"mailbox_id": string,
"message_id": string,
"next_try_at": string | null,
"outcome": Database["public"]['Enums']["ledger_outcome"],
"reason": Database["public"]['Enums']["skip_reason"] | null,
"received_at": string,
"score": number | null,
"threshold": number | null,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "ledger_entries"
        isOneToOne: false
        isSetofReturn: true
      } },
"rewrite_brief":
{ Args: { "draft": string }; Returns: Json
                           },
"rewrite_draft":
{ Args: { "content": Json,"draft": string,"seen_version": number }; Returns: boolean
                           },
"rule_trials":
{ Args: { "client": string,"for_scope": Database["public"]['Enums']["memory_scope"],"for_value": string,"most": number }; Returns: {
              "client_id": string,"from_address": string,"from_name": string,"id": string,"received_at": string,"subject": string
            }[]
                           },
"scorecard":
{ Args: { "client": string,"since": string }; Returns: {
              "card": Json,"client_id": string
            }[]
                           },
"search_passages":
{ Args: { "client": string,"direction"?: (number)[],"model"?: string,"most": number,"question": string }; Returns: {
              "begins": number,"body": string,"client_id": string,"ends": number,"found_by": (Database["public"]['Enums']["search_part"])[],"headings": (string)[],"id": string,"kind": Database["public"]['Enums']["source_kind"],"language": string,"likeness": number,"page": number,"position": number,"score": number,"source_id": string,"title": string,"url": string
            }[]
                           },
"sent_letters":
{ Args: { "before"?: string,"client": string }; Returns: {
              "body": string,"recipient": string,"recipient_name": string
            }[]
                           },
"sent_mail":
{ Args: { "source": string }; Returns: {
              "body": string,"sent_at": string,"subject": string
            }[]
                           },
"set_cap":
{ Args: { "cap": number,"client": string }; Returns: {
              "budget": Json,"client_id": string
            }[]
                           },
"set_gate":
{ Args: { "client": string,"effect": Database["public"]['Enums']["gate_effect"],"kind": Database["public"]['Enums']["gate_kind"],"value": string }; Returns: {
              "client_id": string,
"created_at": string,
"effect": Database["public"]['Enums']["gate_effect"],
"id": string,
"kind": Database["public"]['Enums']["gate_kind"],
"updated_at": string,
"value": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "gates"
        isOneToOne: false
        isSetofReturn: true
      } },
"show_images_of":
{ Args: { "message": string,"thread": string }; Returns: {
              "address": string,
"client_id": string,
"created_at": string,
"id": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "image_senders"
        isOneToOne: false
        isSetofReturn: true
      } },
"skip_message":
{ Args: { "explanation": string,"message": string,"verdict"?: Json,"why": Database["public"]['Enums']["skip_reason"] }; Returns: boolean
                           },
"spend_units":
{ Args: { "mailbox": string,"units": Json }; Returns: undefined
                           },
"store_draft":
{ Args: { "content": Json,"message": string }; Returns: string
                           },
"store_embeddings":
{ Args: { "embeddings": Json,"reading": number,"source": string }; Returns: boolean
                           },
"store_passages":
{ Args: { "base64"?: string,"cuts": Json,"named"?: string,"reading": number,"source": string,"spoken": string }; Returns: boolean
                           },
"store_voices":
{ Args: { "client": string,"measured": Json }; Returns: number
                           },
"sweep_broken_watches":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sweep_calls":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"sweep_held":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sweep_mailboxes":
{ Args: { "most": number }; Returns: number
                           },
"sweep_meters":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sweep_outbox":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sweep_rates":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"sweep_readings":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sweep_reconciliations":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sweep_voices":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"sweep_waiting":
{ Args: { "older_than": string }; Returns: number
                           },
"sweep_watches":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"triage_labels":
{ Args: { "after"?: string,"most": number }; Returns: {
              "client_id": string,"labels": Json
            }[]
                           },
"trial_brief":
{ Args: { "message": string }; Returns: Json
                           },
"turn_page":
{ Args: { "listed": (string)[],"mailbox": string,"next_token": string,"reading": Database["public"]['Enums']["reading_purpose"],"seen_token": string,"this_run": number }; Returns: undefined
                           },
"undo_decision":
{ Args: { "draft": string }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"unknown_messages":
{ Args: { "gmail_ids": (string)[],"mailbox": string,"units": Json }; Returns: {
              "granted": number,"ids": (string)[],"wait_seconds": number
            }[]
                           },
"vouch_for":
{ Args: { "draft": string,"positions": (number)[],"stands": boolean }; Returns: {
              "body": string,
"cc_recipients": NonNullable<Json>,
"client_id": string,
"content_hash": string,
"created_at": string,
"decided_at": string | null,
"edited": boolean,
"from_address": string,
"from_name": string,
"id": string,
"language": string,
"mailbox_id": string,
"message_id": string,
"model": string,
"notice": Database["public"]['Enums']["draft_notice"] | null,
"participants": NonNullable<Json>,
"questions": NonNullable<Json>,
"received_at": string,
"reply_to": string,
"signature": string,
"status": Database["public"]['Enums']["draft_status"],
"subject": string,
"thread_id": string,
"to_recipients": NonNullable<Json>,
"updated_at": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "drafts"
        isOneToOne: false
        isSetofReturn: true
      } },
"within_rate":
{ Args: { "allowed": number,"per_seconds": number,"rate_key": string }; Returns: boolean
                           }
          }
          Enums: {
            "actor_kind": "person"|"operator"|"job"|"machine","attachment_warning": "program"|"disguised"|"hidden_name"|"macros","bounce_reason": "address_unknown"|"mailbox_unavailable"|"mailbox_full"|"too_large"|"refused"|"unreachable"|"other","call_outcome": "answered"|"unreadable"|"refused"|"cut_off"|"busy"|"broken"|"rejected"|"lost","claim_kind": "number"|"money"|"percent"|"date"|"time"|"duration"|"name"|"address"|"email"|"url"|"phone"|"reference"|"promise"|"matter","claim_source": "message"|"attachment"|"passage"|"person"|"business"|"rule"|"calendar","direction": "inbound"|"outbound","discard_reason": "wrong_content"|"not_needed"|"answered_myself"|"other","draft_author": "assistant"|"person","draft_fate": "unedited"|"lightly_edited"|"rewritten"|"discarded","draft_notice": "moved_on"|"changed"|"failed"|"deleted_in_gmail"|"edited_in_gmail"|"message_gone","draft_status": "pending"|"approved"|"sent"|"discarded"|"superseded","formality": "formal"|"informal","gap_reason": "history_expired"|"too_long_ago"|"missed","gate_effect": "never"|"always","gate_kind": "sender"|"domain"|"topic","hold_reason": "budget","job_kind": "mailbox.sync"|"mailbox.watch"|"mailbox.backfill"|"mailbox.resync"|"mailbox.reconcile"|"mailbox.revoke"|"mailbox.warn"|"message.triage"|"draft.compose"|"draft.send"|"knowledge.read"|"voice.learn","job_priority": "person"|"fresh"|"sweep","ledger_outcome": "waiting"|"drafted"|"skipped"|"failed","mailbox_status": "connected"|"needs_reauth"|"paused"|"disconnected","member_role": "owner"|"member","memory_lesson": "greeting"|"sign_off"|"length"|"formality"|"exclamations"|"lists"|"thanks"|"wellbeing"|"offer","memory_origin": "edit"|"person","memory_scope": "everywhere"|"contact"|"domain"|"topic","model_task": "triage"|"compose"|"judge"|"embed"|"replay","operator_role": "support"|"admin","outbox_status": "queued"|"sending"|"unknown"|"sent"|"undone"|"returned","profession": "legal"|"accounting"|"real_estate"|"therapy"|"consulting"|"other","reading_purpose": "backfill"|"resync"|"reconcile","rule_kind": "instruction"|"snippet","search_part": "words"|"spelling"|"meaning","skip_reason": "own_mail"|"auto_reply"|"bounce"|"calendar"|"mailing_list"|"newsletter"|"no_reply_sender"|"notification"|"not_addressed"|"hostile_suspected"|"no_answer_needed"|"answered"|"superseded"|"empty"|"receipt"|"loop_suspected"|"before_connecting"|"deleted"|"duplicate"|"never_for_sender"|"never_for_topic","source_failure": "empty"|"binary"|"unsupported"|"encrypted"|"damaged"|"too_large"|"too_complex"|"unreachable"|"interrupted","source_kind": "text"|"answer"|"file"|"website"|"sent_mail","source_status": "waiting"|"reading"|"ready"|"failed","text_status": "extracted"|"unsupported"|"failed"|"too_large"|"encrypted","watch_fault": "lapsed"|"silent"|"refused"
          }
          CompositeTypes: {
            "ledger_line": {
                        "client_id": string | null,"mailbox_id": string | null,"message_id": string | null,"thread_id": string | null,"draft_id": string | null,"from_name": string | null,"from_address": string | null,"subject": string | null,"received_at": string | null,"outcome": Database["public"]['Enums']["ledger_outcome"] | null,"reason": Database["public"]['Enums']["skip_reason"] | null,"detail": string | null,"newest": boolean | null,"attempts": number | null,"next_try_at": string | null,"held_by": Database["public"]['Enums']["hold_reason"] | null,"chance": number | null,"threshold": number | null
                      }
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "actor_kind": ["person", "operator", "job", "machine"],"attachment_warning": ["program", "disguised", "hidden_name", "macros"],"bounce_reason": ["address_unknown", "mailbox_unavailable", "mailbox_full", "too_large", "refused", "unreachable", "other"],"call_outcome": ["answered", "unreadable", "refused", "cut_off", "busy", "broken", "rejected", "lost"],"claim_kind": ["number", "money", "percent", "date", "time", "duration", "name", "address", "email", "url", "phone", "reference", "promise", "matter"],"claim_source": ["message", "attachment", "passage", "person", "business", "rule", "calendar"],"direction": ["inbound", "outbound"],"discard_reason": ["wrong_content", "not_needed", "answered_myself", "other"],"draft_author": ["assistant", "person"],"draft_fate": ["unedited", "lightly_edited", "rewritten", "discarded"],"draft_notice": ["moved_on", "changed", "failed", "deleted_in_gmail", "edited_in_gmail", "message_gone"],"draft_status": ["pending", "approved", "sent", "discarded", "superseded"],"formality": ["formal", "informal"],"gap_reason": ["history_expired", "too_long_ago", "missed"],"gate_effect": ["never", "always"],"gate_kind": ["sender", "domain", "topic"],"hold_reason": ["budget"],"job_kind": ["mailbox.sync", "mailbox.watch", "mailbox.backfill", "mailbox.resync", "mailbox.reconcile", "mailbox.revoke", "mailbox.warn", "message.triage", "draft.compose", "draft.send", "knowledge.read", "voice.learn"],"job_priority": ["person", "fresh", "sweep"],"ledger_outcome": ["waiting", "drafted", "skipped", "failed"],"mailbox_status": ["connected", "needs_reauth", "paused", "disconnected"],"member_role": ["owner", "member"],"memory_lesson": ["greeting", "sign_off", "length", "formality", "exclamations", "lists", "thanks", "wellbeing", "offer"],"memory_origin": ["edit", "person"],"memory_scope": ["everywhere", "contact", "domain", "topic"],"model_task": ["triage", "compose", "judge", "embed", "replay"],"operator_role": ["support", "admin"],"outbox_status": ["queued", "sending", "unknown", "sent", "undone", "returned"],"profession": ["legal", "accounting", "real_estate", "therapy", "consulting", "other"],"reading_purpose": ["backfill", "resync", "reconcile"],"rule_kind": ["instruction", "snippet"],"search_part": ["words", "spelling", "meaning"],"skip_reason": ["own_mail", "auto_reply", "bounce", "calendar", "mailing_list", "newsletter", "no_reply_sender", "notification", "not_addressed", "hostile_suspected", "no_answer_needed", "answered", "superseded", "empty", "receipt", "loop_suspected", "before_connecting", "deleted", "duplicate", "never_for_sender", "never_for_topic"],"source_failure": ["empty", "binary", "unsupported", "encrypted", "damaged", "too_large", "too_complex", "unreachable", "interrupted"],"source_kind": ["text", "answer", "file", "website", "sent_mail"],"source_status": ["waiting", "reading", "ready", "failed"],"text_status": ["extracted", "unsupported", "failed", "too_large", "encrypted"],"watch_fault": ["lapsed", "silent", "refused"]
          }
        }
} as const
