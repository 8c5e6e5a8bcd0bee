// What PouchDB's own client does with a server: node pouch_job.js PORT FOLDER RECORDS.jsonl EVENTS prints one JSON line per figure.
'use strict';
const fs = require('fs');
const path = require('path');
const load = (name) => require(require.resolve(name, { paths: [process.cwd()] }));
const PouchDB = load('pouchdb');
const [port, folder, file, events] = [Number(process.argv[2]), process.argv[3], process.argv[4], Number(process.argv[5])];
const address = `http://127.0.0.1:${port}/`;
const records = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => {
  const { id, ...rest } = JSON.parse(line);
  return { _id: id, ...rest };
});

async function timed(job, count, work) {
  const begun = process.hrtime.bigint();
  await work();
  console.log(JSON.stringify({ job, count, seconds: Number(process.hrtime.bigint() - begun) / 1e9 }));
}

async function replication() {
  const options = { batch_size: 100 };
  const first = new PouchDB(path.join(folder, 'first'));
  await first.bulkDocs(records);
  await timed('push', records.length, () => first.replicate.to(address + 'replicated', options));
  const second = new PouchDB(path.join(folder, 'second'));
  await timed('stored', records.length, () => second.replicate.from(address + 'replicated', options));
  const { doc_count: got } = await second.info();
  if (got !== records.length) throw new Error(`the fresh client holds ${got} of ${records.length} records`);
  await first.close();
  await second.close();
}

// From the moment in which one desk begins to write until another desk, which listens, has the record.
async function live() {
  const writer = new PouchDB(address + 'live');
  await writer.put({ _id: 'the-first' });
  const reader = new PouchDB(address + 'live');
  const waiting = new Map();
  const feed = reader.changes({ live: true, since: 'now', include_docs: true });
  feed.on('change', (change) => waiting.get(change.id)?.(process.hrtime.bigint()));
  await new Promise((done) => setTimeout(done, 500));
  const took = [];
  for (let number = 0; number < events; number += 1) {
    const record = { ...records[number], _id: `live-${number}` };
    const begun = process.hrtime.bigint();
    const arrived = new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error('an event did not come within 10 s')), 10000);
      waiting.set(record._id, (at) => { clearTimeout(late); done(at); });
    });
    await writer.put(record);
    took.push(Number((await arrived) - begun) / 1e6);
  }
  feed.cancel();
  console.log(JSON.stringify({ job: 'live', milliseconds: took }));
}

replication().then(live).then(() => process.exit(0), (failed) => { console.error(failed); process.exit(1); });
