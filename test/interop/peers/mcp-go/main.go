// A server on mcp-go: stdio, or Streamable HTTP on the port that is given.
package main

import (
	"context"
	"log"
	"os"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

type pair struct {
	A int `json:"a"`
	B int `json:"b"`
}

type sum struct {
	Sum int `json:"sum"`
}

func main() {
	peer := server.NewMCPServer("peer", "1.0.0", server.WithToolCapabilities(false))
	add := mcp.NewTool("add", mcp.WithDescription("Adds two numbers."), mcp.WithInputSchema[pair](), mcp.WithOutputSchema[sum]())
	peer.AddTool(add, mcp.NewStructuredToolHandler(
		func(_ context.Context, _ mcp.CallToolRequest, in pair) (sum, error) { return sum{in.A + in.B}, nil }))
	if len(os.Args) > 1 {
		log.Fatal(server.NewStreamableHTTPServer(peer).Start("127.0.0.1:" + os.Args[1]))
	}
	if err := server.ServeStdio(peer); err != nil {
		log.Fatal(err)
	}
}
