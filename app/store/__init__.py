"""Where the record is kept; each store fulfils `app.domain.ports.Store`."""
