/** The part of the Adaptive Card schema 1.5 that our cards use. https://adaptivecards.io/explorer */
export type AdaptiveCardJson = {
  type: "AdaptiveCard";
  $schema?: string;
  version?: "1.5";
  body: Element[];
  actions?: CardAction[];
  refresh?: { action: CardAction; userIds?: string[] };
  fallbackText?: string;
  msteams?: { width: "Full" };
};

export type Element = { separator?: boolean; spacing?: "None" | "Small" } & (
  | TextBlock
  | { type: "ColumnSet"; columns: Column[] }
  | { type: "FactSet"; facts: { title: string; value: string }[] }
  | { type: "Table"; firstRowAsHeaders: boolean; columns: { width: number }[]; rows: TableRow[] }
  | { type: "ActionSet"; actions: CardAction[] }
  | Input
);

export type TextBlock = {
  type: "TextBlock";
  text: string;
  wrap: true;
  style?: "heading";
  size?: "Small" | "Large";
  weight?: "Bolder";
  color?: "Warning" | "Attention";
  isSubtle?: boolean;
  fontType?: "Monospace";
};

type Column = { type: "Column"; width: "auto" | "stretch"; items: TextBlock[] };
type TableRow = { type: "TableRow"; cells: { type: "TableCell"; items: TextBlock[] }[] };

type Input = { id: string; label: string; isRequired?: boolean; errorMessage?: string } & (
  | {
      type: "Input.Text";
      isMultiline: boolean;
      maxLength: number;
      placeholder?: string;
      value?: string;
    }
  | { type: "Input.Number"; min?: number; max?: number; value?: number }
  | { type: "Input.Date"; value?: string }
  | { type: "Input.ChoiceSet"; choices: { title: string; value: string }[]; value?: string }
);

export type CardAction = { title: string; style?: "positive" | "destructive" } & (
  | { type: "Action.Execute"; verb: string; data: object; fallback?: CardAction }
  | { type: "Action.Submit"; data: object }
  | { type: "Action.OpenUrl"; url: string }
  | { type: "Action.ShowCard"; card: AdaptiveCardJson }
);

export const schema = {
  $schema: "https://adaptivecards.io/schemas/adaptive-card.json",
  version: "1.5",
} as const;

/** A paragraph; `text` is markdown. */
export function paragraph(text: string, looks: Partial<TextBlock> = {}): TextBlock {
  return { type: "TextBlock", text, wrap: true, ...looks };
}
