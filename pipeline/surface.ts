/** The two chats. */
export const surfaces = ["slack", "teams"] as const;
export type Surface = (typeof surfaces)[number];
