/** The colours of the charts, as the style sheet resolves them for the theme that applies. */
export interface Palette {
  surface: string;
  text: string;
  muted: string;
  line: string;
  grid: string;
  positive: string;
  negative: string;
  scored: string;
  noise: string;
  copies: string;
  trail: string;
  select: string;
  gap: string;
}

const TOKENS: Record<keyof Palette, string> = {
  surface: "--surface",
  text: "--text",
  muted: "--muted",
  line: "--border-strong",
  grid: "--grid",
  positive: "--positive",
  negative: "--negative",
  scored: "--posts-scored",
  noise: "--posts-noise",
  copies: "--posts-copies",
  trail: "--trail",
  select: "--select",
  gap: "--gap",
};

/** Resolved by the browser through a probe, since a custom property's own text may be a function. */
export function readPalette(): Palette {
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const result = {} as Palette;
  for (const [name, token] of Object.entries(TOKENS) as [keyof Palette, string][]) {
    probe.style.color = `var(${token})`;
    result[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return result;
}
