/** What people and programs write into a field that they have nothing for. */
export const emptyWords: ReadonlySet<string> = new Set(
  "-|--|---|.|..|...|?|/|x|xx|xxx|n/a|na|n.a.|n/v|none|null|nil|undefined|nan|not available|not applicable|unknown|tbd|keine|keine angabe|k.a.|k. a.|unbekannt|entfällt|aucun|aucune|sans|inconnu|ninguno|ninguna|no tengo|desconocido|nincs|nem tudom|nessuno|nessuna|nenhum|nenhuma|geen|brak|[not provided]|(none)|(not set)".split(
    "|",
  ),
);
