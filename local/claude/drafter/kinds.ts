/** What a question or request can be about, as far as an honest answer sounds different for it. */
export type Kind = 'price' | 'time' | 'meeting' | 'document' | 'review' | 'status' | 'confirm' | 'question' | 'request'
