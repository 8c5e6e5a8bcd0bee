// express-pouchdb on LevelDB, with only what replication needs: node pouch_server.js PORT FOLDER (run where the packages are installed).
'use strict';
const path = require('path');
const load = (name) => require(require.resolve(name, { paths: [process.cwd()] }));
const [port, folder] = [Number(process.argv[2]), process.argv[3]];
const Pouch = load('pouchdb').defaults({ prefix: folder + path.sep });
const app = load('express')();
app.use('/', load('express-pouchdb')(Pouch, { mode: 'minimumForPouchDB', configPath: path.join(folder, 'config.json'), logPath: path.join(folder, 'log.txt') }));
app.listen(port, '127.0.0.1');
