// deno-lint-ignore-file no-var
// What other scripts put on the page: NiceGUI, socket.io, Vue, Swagger UI.

type Socket = {
  connected: boolean;
  io: any;
  on(event: string, listener: (...args: any[]) => void): void;
  off(event: string): void;
  connect(): Socket;
  disconnect(): Socket;
};

declare var socket: Socket;
declare var nextMessageId: number;
declare var emitEvent: (name: string, ...args: unknown[]) => void;
declare var Vue: { h: (tag: string, props: object) => unknown };
declare var SwaggerUIBundle: (settings: object) => void;
declare var webkitAudioContext: typeof AudioContext;

interface DocumentEventMap {
  "closed-day": CustomEvent<{ closed: string; says: string; isDone: boolean }>;
  freshness: CustomEvent<{ isLive: boolean; lastNews: number }>;
  fragment: CustomEvent;
  leaving: CustomEvent;
  notify: CustomEvent;
}
