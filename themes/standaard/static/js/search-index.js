// The parts of the search index as they come in, or do not.

/** How long, in milliseconds, a part of the search engine may take. */
const PATIENCE = 15_000;

/** What a promise gives, or an error if that takes too long. */
export const within = (promise) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error('takes too long')), PATIENCE);
  promise.then(resolve, reject).finally(() => clearTimeout(timer));
});

/**
 * Fetches whatever is asked for in the folder of the index. Pagefind says nothing when a part of it does not come, and then finds
 * nothing; `lost()` says how many did not, `isRenewed()` whether another index is there now than the one that was read.
 */
export function watchIndex(folder) {
  const fetchAny = window.fetch.bind(window);
  const list = `${folder}pagefind-entry.json`;
  let lost = 0;
  let current;

  async function fetchPart(address) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), PATIENCE);
    try {
      const response = await fetchAny(address, { signal: giveUp.signal });
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (!address.startsWith(list)) return new Response(await unpacked(bytes));
      current = new TextDecoder().decode(bytes);
      return new Response(current);
    } catch (error) {
      lost += 1;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function isRenewed() {
    const before = current;
    await fetchPart(`${list}?ts=${Date.now()}`).catch(() => {});
    return current !== before;
  }

  window.fetch = (asked, ...options) => {
    const address = new URL(asked.url ?? asked, location.href).href;
    return address.startsWith(folder) ? fetchPart(address) : fetchAny(asked, ...options);
  };
  return { lost: () => lost, isRenewed };
}

/** A part of the index as Pagefind reads it; an error if it is not whole, or something else. */
async function unpacked(bytes) {
  const isPart = (text) => new TextDecoder().decode(text.slice(0, 12)) === 'pagefind_dcd';
  if (isPart(bytes) || !window.DecompressionStream) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const text = new Uint8Array(await new Response(stream).arrayBuffer());
  if (!isPart(text)) throw new Error('no part of the index');
  return text;
}
