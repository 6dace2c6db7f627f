// A YAML language server over stdio, as an editor starts it, and what an author gets to see.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node.js';

const SERVER = path.join(import.meta.dirname, 'node_modules/yaml-language-server/bin/yaml-language-server');

/** Where the caret stands in a text: at `|`, which is taken out. */
function caret(tekst) {
  const plek = tekst.indexOf('|');
  if (plek < 0) throw new Error(`er staat geen | in ${tekst}`);
  const voor = tekst.slice(0, plek).split('\n');
  return [voor.join('\n') + tekst.slice(plek + 1), { line: voor.length - 1, character: voor.at(-1).length }];
}

/** An editor with one document open at a time. */
export class Editor {
  #proces;
  #lijn;
  #versie = new Map();
  #wacht = new Map();

  /** Starts the server for a folder, with the settings that the folder has for editors. */
  static async start(map, instellingen) {
    const editor = new Editor();
    editor.#proces = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdin, stdout } = editor.#proces;
    const lijn = rpc.createMessageConnection(new rpc.StreamMessageReader(stdout), new rpc.StreamMessageWriter(stdin));
    editor.#lijn = lijn;
    lijn.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => instellingen[section] ?? {}));
    lijn.onRequest('client/registerCapability', () => null);
    lijn.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      editor.#wacht.get(uri)?.(diagnostics);
      editor.#wacht.delete(uri);
    });
    lijn.listen();
    const documentatie = { documentationFormat: ['markdown', 'plaintext'] };
    await lijn.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(map).href,
      workspaceFolders: [{ uri: pathToFileURL(map).href, name: 'site' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { completion: { completionItem: { snippetSupport: true, ...documentatie } } },
      },
    });
    await lijn.sendNotification('initialized', {});
    await lijn.sendNotification('workspace/didChangeConfiguration', { settings: instellingen });
    return editor;
  }

  /** Opens or changes a document; gives what is wrong in it as `[line, text under it, message]`. */
  async fouten(bestand, tekst) {
    const regels = tekst.split('\n');
    return (await this.#zet(bestand, tekst)).map(({ range: { start, end }, message }) => {
      const regel = regels[start.line];
      return [start.line + 1, regel.slice(start.character, start.line === end.line ? end.character : regel.length), message];
    });
  }

  /** What is offered at the caret: per name its explanation, and the text that it becomes. */
  async aanvullingen(bestand, metCaret) {
    const { items } = await this.#vraag('completion', bestand, metCaret);
    return new Map(items.map(({ label, documentation, textEdit, insertText }) =>
      [label, { uitleg: documentation?.value ?? documentation ?? '', tekst: textEdit?.newText ?? insertText }]));
  }

  /** What is explained at the caret, in Markdown. */
  async uitleg(bestand, metCaret) {
    return (await this.#vraag('hover', bestand, metCaret))?.contents.value ?? '';
  }

  async stop() {
    await this.#lijn.sendRequest('shutdown');
    await this.#lijn.sendNotification('exit');
    this.#lijn.dispose();
  }

  async #vraag(wat, bestand, metCaret) {
    const [tekst, position] = caret(metCaret);
    await this.#zet(bestand, tekst);
    return this.#lijn.sendRequest(`textDocument/${wat}`, { textDocument: { uri: pathToFileURL(bestand).href }, position });
  }

  async #zet(bestand, text) {
    const uri = pathToFileURL(bestand).href;
    const meldingen = new Promise((klaar) => this.#wacht.set(uri, klaar));
    const version = (this.#versie.get(uri) ?? 0) + 1;
    this.#versie.set(uri, version);
    await this.#lijn.sendNotification(...(version === 1
      ? ['textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } }]
      : ['textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }]));
    return meldingen;
  }
}
