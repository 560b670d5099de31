export const Idiomorph: { morph(element: Element, html: string, settings: object): void };
