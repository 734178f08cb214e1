/* One pass over the transfers in the order of time, in C: the floor that compiled code sets.
 *
 * columns by `earliest` -> arrivals: arrival[a] is the first moment at which actor a can have it, INT32_MAX for never.
 *
 * The pass meets each transfer at its first moment. If its provider has been reached, its recipient is reached now, and at once
 * also all to whom a transfer leads from there whose window is open now though it began before (`cascade`). `open_after[i]`
 * says whether the recipient of transfer i has any such transfer, so that the pass seldom has to look. Who is reached
 * stands in a bitset, which stays in the nearest cache where an array of arrivals would not.
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

static void cascade(const Graph *g, int32_t actor, int32_t now, int32_t *arrival, uint64_t *reached, int32_t *stack) {
    int32_t depth = 0;
    stack[depth++] = actor;
    while (depth) {
        actor = stack[--depth];
        int64_t oldest = (int64_t)now - g->longest[actor];
        for (int32_t i = begun(g, actor, now) - 1; i >= g->begin[actor] && g->first[i] >= oldest; i--) {
            int32_t next = g->to[i];
            if (g->last[i] >= now && !HAS(reached, next)) {
                ADD(reached, next);
                arrival[next] = now;
                stack[depth++] = next;
            }
        }
    }
}

/* `arrival` is full of INT32_MAX, `reached` of zeros; `stack` has room for all actors. */
void reach(const Graph *g, int32_t root, int32_t from, int32_t *arrival, uint64_t *reached, int32_t *stack) {
    int64_t low = 0, high = g->transfers;
    ADD(reached, root);
    arrival[root] = from;
    cascade(g, root, from, arrival, reached, stack);
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (g->earliest[middle] <= from) low = middle + 1; else high = middle;
    }
    for (int64_t i = low; i < g->transfers; i++) {
        if (HAS(reached, g->provider[i]) && !HAS(reached, g->recipient[i])) {
            ADD(reached, g->recipient[i]);
            arrival[g->recipient[i]] = g->earliest[i];
            if (HAS(g->open_after, i))
                cascade(g, g->recipient[i], g->earliest[i], arrival, reached, stack);
        }
    }
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
