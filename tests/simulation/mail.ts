/** Which yes a message was sent for. */
export const approvalOf = (source: Uint8Array | string | undefined): string | undefined =>
  /^X-AssistantAI-Approval:\s*(\S+)/im.exec(Buffer.from(source ?? []).toString('latin1'))?.[1]
