// A stdio server whose other end is a socket of the test: what it reads goes there, what comes from there is its output.
import { connect } from "node:net";

const socket = connect(Number(process.argv[2]), "127.0.0.1");
process.stdin.pipe(socket);
socket.pipe(process.stdout);
