// what: A transfer, event or holding that ends before it begins.
// params:
// returns: id: string
// mode: read
MATCH (n:Transfer|Event|Holding)
WHERE n.earliest > n.latest
RETURN n.id AS id
LIMIT 1000
