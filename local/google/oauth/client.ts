export type Client = { id: string; secret: string; redirectUris: string[] }
