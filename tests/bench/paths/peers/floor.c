/* One pass over the transfers in the order of time, in C: the floor that compiled code sets.
 *
 * columns by `earliest` -> arrivals: arrival[a] is the first moment at which actor a can have it, INT32_MAX for never.
 *
 * The pass meets each transfer at its first moment. If its provider has been reached, its recipient is reached now, and at once
 * also all to whom a transfer leads from there whose window is open now though it began before (`cascade`). `open_after[i]`
 * says whether the recipient of transfer i has any such transfer, so that the pass seldom has to look. Who is reached
 * stands in an array of bytes, which stays in a near cache where one of arrivals would not.
 *
 * Reference: H. Wu et al., "Path problems in temporal graphs", PVLDB 7 (2014): the one pass, for single moments.
 */
#include <stdint.h>

typedef struct {
    int64_t transfers;
    const int32_t *provider, *recipient, *earliest;     /* by earliest */
    const int32_t *begin, *to, *first, *last;           /* by provider, then by earliest */
    const int32_t *longest;                             /* of each actor: its longest window */
    const uint64_t *open_after;                         /* a bit for each transfer */
} Graph;

#define HAS(set, i) ((set)[(uint32_t)(i) >> 6] >> ((i) & 63) & 1)
#define ADD(set, i) ((set)[(uint32_t)(i) >> 6] |= UINT64_C(1) << ((i) & 63))

/* The number of transfers of `actor` that begin by `now`, counted from the beginning of the table. */
static int32_t begun(const Graph *g, int32_t actor, int32_t now) {
    int32_t low = g->begin[actor], high = g->begin[actor + 1];
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (g->first[middle] <= now) low = middle + 1; else high = middle;
    }
    return low;
}

static void cascade(const Graph *g, int32_t actor, int32_t now, int32_t *arrival, uint8_t *reached, int32_t *stack) {
    int32_t depth = 0;
    stack[depth++] = actor;
    while (depth) {
        actor = stack[--depth];
        int64_t oldest = (int64_t)now - g->longest[actor];
        for (int32_t i = begun(g, actor, now) - 1; i >= g->begin[actor] && g->first[i] >= oldest; i--) {
            int32_t next = g->to[i];
            if (g->last[i] >= now && !reached[next]) {
                reached[next] = 1;
                arrival[next] = now;
                stack[depth++] = next;
            }
        }
    }
}

/* `arrival` is full of INT32_MAX, `reached` of zeros; `stack` and `events` have room for one more than all actors.
 *
 * In stretches where nobody has to be looked after at once, new arrivals are noted without a branch: whether a transfer
 * reaches somebody cannot be foretold, and a branch that is foretold wrongly costs more than the work it saves.
 */
void reach(const Graph *g, int32_t root, int32_t from, int32_t *arrival, uint8_t *reached, int32_t *stack, int32_t *events) {
    int64_t low = 0, high = g->transfers, found = 0;
    reached[root] = 1;
    arrival[root] = from;
    cascade(g, root, from, arrival, reached, stack);
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (g->earliest[middle] <= from) low = middle + 1; else high = middle;
    }
    for (int64_t i = low; i < g->transfers;) {
        int64_t end = (i | 63) + 1 < g->transfers ? (i | 63) + 1 : g->transfers;
        if (!g->open_after[i >> 6]) {
            for (; i < end; i++) {
                uint8_t new = reached[g->provider[i]] & ~reached[g->recipient[i]];
                reached[g->recipient[i]] |= new;
                events[found] = (int32_t)i;
                found += new;
            }
            continue;
        }
        for (; i < end; i++) {
            if (reached[g->provider[i]] > reached[g->recipient[i]]) {
                reached[g->recipient[i]] = 1;
                events[found++] = (int32_t)i;
                if (HAS(g->open_after, i))
                    cascade(g, g->recipient[i], g->earliest[i], arrival, reached, stack);
            }
        }
    }
    for (int64_t k = 0; k < found; k++)
        arrival[g->recipient[events[k]]] = g->earliest[events[k]];
}

/* Sets the bits of `open_after`. */
void mark(const Graph *g, uint64_t *open_after) {
    for (int64_t i = 0; i < g->transfers; i++) {
        int32_t actor = g->recipient[i], now = g->earliest[i];
        int64_t oldest = (int64_t)now - g->longest[actor];
        for (int32_t j = begun(g, actor, now) - 1; j >= g->begin[actor] && g->first[j] >= oldest; j--)
            if (g->last[j] >= now) { ADD(open_after, i); break; }
    }
}
