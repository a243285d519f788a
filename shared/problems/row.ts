export type ProblemData = Record<string, unknown>;

/** One refusal: HTTP status, the article or form that refuses where there is one, and the sentence in both languages. */
export type ProblemRow = {
  status: number;
  article?: string;
  vi: (data: ProblemData) => string;
  en: (data: ProblemData) => string;
};
