// The least that Ink can be: one line, or one line that counts once a second.
import { render, Text, useAnimation } from 'ink';
import React from 'react';

function Counting() {
  const { frame } = useAnimation({ interval: 1000 });
  return <Text>hello {frame}</Text>;
}

const counts = process.argv[2] === 'count';
render(counts ? <Counting /> : <Text>hello</Text>, {
  incrementalRendering: true,
  interactive: true,
  exitOnCtrlC: true,
});
if (!counts) process.stdin.resume();

export { React };
