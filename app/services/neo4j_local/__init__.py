"""A Neo4j server on this machine, from its published jars: no container, no Java of the system asked for.

Options(home) → start → Server;  status;  stop → Ending;  admin → exit code
"""

from app.services.neo4j_local.admin import admin
from app.services.neo4j_local.home import default_home
from app.services.neo4j_local.running import Ending, Server, status, stop
from app.services.neo4j_local.server import Options, Say, start

__all__ = ["Ending", "Options", "Say", "Server", "admin", "default_home", "start", "status", "stop"]
