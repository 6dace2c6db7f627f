// A YAML language server over stdio, as an editor starts it, and what an author gets to see.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node.js';

const SERVER = path.join(import.meta.dirname, 'node_modules/yaml-language-server/bin/yaml-language-server');

/** Where the caret stands in a text: at `|`, which is taken out. */
function caret(text) {
  const place = text.indexOf('|');
  if (place < 0) throw new Error(`there is no | in ${text}`);
  const before = text.slice(0, place).split('\n');
  return [before.join('\n') + text.slice(place + 1), { line: before.length - 1, character: before.at(-1).length }];
}

/** An editor with one document open at a time. */
export class Editor {
  #child;
  #connection;
  #versions = new Map();
  #waiting = new Map();

  /** Starts the server for a folder, with the settings that the folder has for editors. */
  static async start(dir, settings) {
    const editor = new Editor();
    editor.#child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = editor.#child;
    const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(stdout), new rpc.StreamMessageWriter(stdin));
    editor.#connection = connection;
    connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? {}));
    connection.onRequest('client/registerCapability', () => null);
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      editor.#waiting.get(uri)?.(diagnostics);
      editor.#waiting.delete(uri);
    });
    connection.listen();
    const documentation = { documentationFormat: ['markdown', 'plaintext'] };
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(dir).href,
      workspaceFolders: [{ uri: pathToFileURL(dir).href, name: 'site' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { completion: { completionItem: { snippetSupport: true, ...documentation } } },
      },
    });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('workspace/didChangeConfiguration', { settings });
    return editor;
  }

  /** Opens or changes a document; gives what is wrong in it as `[line, text under it, message]`. */
  async errors(file, text) {
    const lines = text.split('\n');
    return (await this.#put(file, text)).map(({ range: { start, end }, message }) => {
      const line = lines[start.line];
      return [start.line + 1, line.slice(start.character, start.line === end.line ? end.character : line.length), message];
    });
  }

  /** What is offered at the caret: per name its explanation, and the text that it becomes. */
  async completions(file, withCaret) {
    const { items } = await this.#ask('completion', file, withCaret);
    return new Map(items.map(({ label, documentation, textEdit, insertText }) =>
      [label, { explanation: documentation?.value ?? documentation ?? '', text: textEdit?.newText ?? insertText }]));
  }

  /** What is explained at the caret, in Markdown. */
  async explanation(file, withCaret) {
    return (await this.#ask('hover', file, withCaret))?.contents.value ?? '';
  }

  async stop() {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    this.#connection.dispose();
  }

  async #ask(what, file, withCaret) {
    const [text, position] = caret(withCaret);
    await this.#put(file, text);
    return this.#connection.sendRequest(`textDocument/${what}`, { textDocument: { uri: pathToFileURL(file).href }, position });
  }

  async #put(file, text) {
    const uri = pathToFileURL(file).href;
    const meldingen = new Promise((resolve) => this.#waiting.set(uri, resolve));
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.#connection.sendNotification(...(version === 1
      ? ['textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } }]
      : ['textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }]));
    return meldingen;
  }
}
