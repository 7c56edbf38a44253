let count = 0;
addEventListener('message', async ({ data }) => {
  if (data === 'count') return postMessage(count);
  for await (const frame of data) {
    frame.close();
    count += 1;
  }
});
postMessage('ready');
