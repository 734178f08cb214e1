// what: All documents that are not taken out, without their texts.
// params:
// returns: id: string, name: string, sha256: string, title: string, publisher: string, published_at: string, url: string, language: string, page_ends: list
// mode: read
MATCH (d:Document)
WHERE NOT d.removed
RETURN d.id AS id, d.name AS name, d.sha256 AS sha256, d.title AS title, d.publisher AS publisher,
       d.published_at AS published_at, d.url AS url, d.language AS language,
       coalesce(d.page_ends, []) AS page_ends
ORDER BY id
