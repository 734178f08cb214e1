/* The least that the same work costs: what kernels are measured against. gcc -O3 -march=native -shared -fPIC.
 *
 * `read_columns` only reads the four columns once. `one_pass` is the textbook pass over transfers that are sorted by
 * day, once with a bit for each actor and once (`one_pass_days`) with its day: exact where each transfer has one day of
 * its own; on windows and equal days it finds less than there is, and does less than has to be done.
 */
#include <stdint.h>

int64_t read_columns(const uint32_t *from, const uint32_t *to, const int32_t *first, const int32_t *last, int64_t n) {
    int64_t sum = 0;
    for (int64_t i = 0; i < n; i++) sum += (int64_t)from[i] + to[i] + first[i] + last[i];
    return sum;
}

int64_t one_pass(const uint32_t *from, const uint32_t *to, const int32_t *day, int64_t begin, int64_t n,
                 uint64_t *reached, int32_t *arrival) {
    int64_t found = 0;
    for (int64_t i = begin; i < n; i++) {
        uint32_t u = from[i], v = to[i];
        if ((reached[u >> 6] >> (u & 63) & 1) && !(reached[v >> 6] >> (v & 63) & 1)) {
            reached[v >> 6] |= UINT64_C(1) << (v & 63);
            arrival[v] = day[i];
            found++;
        }
    }
    return found;
}

int64_t one_pass_days(const uint32_t *from, const uint32_t *to, const int32_t *day, int64_t begin, int64_t n,
                      int32_t *arrival) {
    int64_t found = 0;
    for (int64_t i = begin; i < n; i++)
        if (arrival[from[i]] <= day[i] && arrival[to[i]] > day[i]) {
            arrival[to[i]] = day[i];
            found++;
        }
    return found;
}
