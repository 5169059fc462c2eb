// A home page that counts; it links to a page that shows the count.
const fs = require('fs');
const os = require('os');
const path = require('path');
const express = require('express');

const file = path.join(process.env.COUNTER_FOLDER || '/var/lib/counter', 'count.txt');
const read = () => (fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0);
const app = express();

app.get('/', (request, response) => {
  fs.writeFileSync(file, `${read() + 1}\n`);
  response.send(`<!doctype html><title>Counter</title><h1>Hello from ${os.hostname()}</h1><a href="/stats">Statistics</a>`);
});
app.get('/stats', (request, response) => {
  response.send(`<!doctype html><title>Statistics</title><p>This page was visited <b>${read()}</b> times.</p>`);
});
app.get('/live', (request, response) => response.send('ok'));
app.get('/ready', (request, response) => response.send('ok'));

const server = app.listen(3000, process.env.HOST || '0.0.0.0', () => console.log('listens on 3000'));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
