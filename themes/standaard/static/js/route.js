// A route as its page tells it, and the way through it step by step.

/** No next step: the route ends. */
export const DONE = null;

/** A step is an `li.stap`; this is what the lists around it say about it. */
export function readRoute(route) {
  const stappen = new Map();
  const lists = [...route.querySelectorAll(':scope > .fase > .stappen')];
  const firsts = lists.map((list) => list.querySelector(':scope > .stap'));
  lists.forEach((list, i) => readList(list, firsts[i + 1] ?? DONE, null, stappen));
  return { stappen, begin: firsts[0] ?? null };
}

/** `after` is the step after the last one of the list; `parent` the choice and the branch that the list is in. */
function readList(list, after, parent, stappen) {
  const elements = [...list.querySelectorAll(':scope > .stap')];
  elements.forEach((element, i) => {
    const next = elements[i + 1] ?? after;
    const keuze = element.classList.contains('keuze');
    const stap = {
      parent,
      isEnd: element.classList.contains('end'),
      several: element.querySelector(':scope > .more') !== null,
      next: targetOf(element) ?? next,
      takken: [],
    };
    if (stap.isEnd) stap.next = DONE;
    stappen.set(element, stap);
    const takken = keuze ? [...element.querySelectorAll(':scope > .takken > .tak')] : [];
    stap.takken = takken.map((tak, number) => {
      const onward = targetOf(tak) ?? next;
      const below = tak.querySelector(':scope > .stappen');
      if (below) readList(below, onward, { keuze: element, number, above: parent }, stappen);
      return { element: tak, begin: below?.querySelector(':scope > .stap') ?? onward };
    });
  });
}

/** Where "Verder bij stap ..." below a step or branch leads. */
function targetOf(element) {
  const address = element.querySelector(':scope > .further > a')?.getAttribute('href');
  return address?.startsWith('#') ? document.getElementById(address.slice(1)) : null;
}

// ------------------------------------------------------------------------ the way through it
//
// A state never changes; `back` takes the one before it. `open` is what is still to be walked, the next thing
// first: branches that were chosen as well (with `keuze`), and continuations that wait for those (without).

/** The branch of `keuze` that a step is in. */
function takOf(stappen, stap, keuze) {
  for (let parent = stappen.get(stap)?.parent; parent; parent = parent.above) {
    if (parent.keuze === keuze) return parent.number;
  }
  return -1;
}

/** From `here` to `target`. Whoever leaves a chosen branch first walks the other chosen ones. */
export function go(stappen, state, target, here = state.here) {
  const open = [...state.open];
  let outermost = -1;
  open.forEach(({ keuze }, i) => {
    if (!keuze) return;
    const tak = takOf(stappen, here, keuze);
    const leaves = target === DONE || takOf(stappen, target, keuze) !== tak;
    if (leaves) outermost = i;
  });
  if (outermost >= 0) {
    makeWait(open, outermost + 1, target, state);
    return take(stappen, { ...state, open });
  }
  if (target === DONE) return take(stappen, state);
  return { ...state, here: target, open, seen: [...state.seen, target] };
}

/** Puts a continuation among what is open, once, after the continuations that wait there already. */
function makeWait(open, since, target, state) {
  if (target === DONE || open.some((o) => !o.keuze && o.target === target)) return;
  let place = since;
  while (place < open.length && !open[place].keuze) place += 1;
  open.splice(place, 0, { target, keuze: null, since: state.seen.length });
}

/** Takes the first thing that is still open. */
export function take(stappen, state) {
  const [first, ...open] = state.open;
  if (!first) return { ...state, here: DONE };
  const further = { ...state, open };
  // What was walked meanwhile need not be walked again.
  if (!first.keuze && state.seen.slice(first.since).includes(first.target)) return take(stappen, further);
  if (!first.keuze) return go(stappen, further, first.target);
  return enterTak(stappen, further, first.keuze, first.tak);
}

/** Into a branch; an empty one goes straight on to what follows it. */
function enterTak(stappen, state, keuze, number) {
  const { begin } = stappen.get(keuze).takken[number];
  const inside = begin !== DONE && takOf(stappen, begin, keuze) === number;
  if (inside) return { ...state, here: begin, seen: [...state.seen, begin] };
  // Such a branch is left at once; other branches of the same choice come first.
  const open = [...state.open];
  const others = open.filter((o) => o.keuze === keuze).length;
  if (!others) return go(stappen, state, begin, keuze);
  makeWait(open, others, begin, state);
  return take(stappen, { ...state, open });
}

/** Chooses one or more branches of the choice that is here. */
export function choose(stappen, state, numbers) {
  const keuze = state.here;
  const [first, ...rest] = numbers;
  const open = [...rest.map((tak) => ({ keuze, tak })), ...state.open];
  return enterTak(stappen, { ...state, open }, keuze, first);
}
