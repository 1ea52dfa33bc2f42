/** What people read, from the one catalogue of the walk; the server says only which language. */
import catalogue from "../../texts/walk.json";
import type { Text } from "../api/wire";

export type Language = "zh" | "en";
export type TextKey = keyof typeof catalogue;

export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export function translator(language: Language): Translate {
  return (key, values = {}) =>
    catalogue[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A name in the language wanted; the catalogue's plain strings are Chinese. */
export function inLanguage(text: Text | string | null | undefined, language: Language): string {
  if (text === null || text === undefined) return "";
  return typeof text === "string" ? text : text[language] || text.zh;
}
