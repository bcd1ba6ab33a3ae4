import { hierarchy, treemap, treemapSquarify } from "d3-hierarchy";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Weighted {
  id: string;
  group: string | null;
  /** Area; what has none gets no tile. */
  weight: number;
}

export interface Tiles {
  tiles: (Box & { id: string })[];
  groups: (Box & { name: string })[];
}

/** Height of a group's heading, px. */
export const HEADING = 16;

interface Node {
  name: string;
  item?: Weighted;
  children?: Node[];
}

/** Tiles whose areas are as their weights, in groups when there are at least two; px, from the top left corner. */
export function layout(items: readonly Weighted[], width: number, height: number): Tiles {
  const weighty = items.filter((item) => item.weight > 0);
  if (weighty.length === 0 || width <= 0 || height <= 0) return { tiles: [], groups: [] };
  const names = new Map<string, Weighted[]>();
  for (const item of weighty) {
    const name = item.group ?? "Other";
    names.set(name, [...(names.get(name) ?? []), item]);
  }
  const grouped = names.size > 1;
  const leaf = (item: Weighted): Node => ({ name: item.id, item });
  const root: Node = {
    name: "",
    children: grouped
      ? [...names].map(([name, members]) => ({ name, children: members.map(leaf) }))
      : weighty.map(leaf),
  };
  const tree = hierarchy(root)
    .sum((node) => node.item?.weight ?? 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.name < b.data.name ? -1 : 1));
  const placed = treemap<Node>()
    .tile(treemapSquarify.ratio(1.3))
    .size([width, height])
    .paddingInner(2)
    .paddingTop((node) => (grouped && node.depth === 1 ? HEADING : 0))
    .round(true)(tree);
  const box = (node: { x0: number; y0: number; x1: number; y1: number }): Box => ({
    x: node.x0,
    y: node.y0,
    width: Math.max(0, node.x1 - node.x0),
    height: Math.max(0, node.y1 - node.y0),
  });
  return {
    tiles: placed.leaves().map((node) => ({ id: node.data.name, ...box(node) })),
    groups: grouped ? (placed.children ?? []).map((node) => ({ name: node.data.name, ...box(node) })) : [],
  };
}
