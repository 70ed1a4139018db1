import type { ConversationParameters, TurnContext } from "botbuilder";

type Send = (request: { timeout: number }) => Promise<unknown>;
type Policy = { name: string; sendRequest: (request: { timeout: number }, send: Send) => unknown };

/** The part of Microsoft's connector client that we use; botbuilder does not export its type. */
export type Connector = {
  client: {
    pipeline: {
      addPolicy: (policy: Policy) => void;
      removePolicy: (policy: { name: string }) => unknown;
    };
  };
  conversations: {
    createConversation: (
      parameters: Partial<ConversationParameters>,
    ) => Promise<{ id: string; serviceUrl?: string }>;
    getConversationPagedMembers: (
      conversationId: string,
      options: { pageSize: number },
    ) => Promise<{ members: unknown[]; continuationToken?: string }>;
  };
};

/** The client that this turn posts with. */
export function connectorOf(turn: TurnContext): Connector {
  return turn.turnState.get<Connector>(turn.adapter.ConnectorClientKey);
}
