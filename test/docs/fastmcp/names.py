"""Prints the version of FastMCP, and the names of its client that docs/fastmcp.md has to explain."""

import inspect
import json

import fastmcp
import fastmcp.client
import fastmcp.client.auth
import fastmcp.client.transports
from fastmcp.client import Client
from fastmcp.client.group import ClientGroup
from fastmcp.client.messages import MessageHandler
from fastmcp.mcp_config import MCPConfig


def members(kind):
    own = [name for base in kind.__mro__ if base.__module__.startswith("fastmcp") for name in vars(base)]
    return {name for name in own if not name.startswith(("_", "model_"))}


def parameters(function):
    return {name for name in inspect.signature(function).parameters if name != "self"}


names = members(Client) | members(ClientGroup) | members(MessageHandler) | {"from_file", "write_to_file", "add_server"}
for function in (Client.__init__, Client.call_tool, Client.read_resource, Client.get_prompt, Client.list_tools):
    names |= parameters(function)
for module in (fastmcp.client, fastmcp.client.auth, fastmcp.client.transports):
    names |= set(module.__all__)
print(json.dumps({"version": fastmcp.__version__, "names": sorted(names)}))
