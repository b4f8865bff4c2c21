// A Lambda runtime for Node: loads the handler named by _HANDLER and serves it from the Runtime API, one event at a time.
// Errors are said as AWS's own runtime says them, so that callers, retries and tests see what they would see there.
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const PREFIX = '/2018-06-01/runtime';

let current = null;

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request({ host, port, agent, method, path: PREFIX + path, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function errorDocument(reason, type) {
  const error = reason instanceof Error ? reason : new Error(typeof reason === 'string' ? reason : String(reason));
  return JSON.stringify({
    errorType: type ?? (reason instanceof Error ? reason.name : typeof reason),
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  });
}

/** The whole error with its causes goes to the log, the document to the caller. */
function logError(what, reason) {
  console.error(what, reason);
}

/** Ends the process: what state it is in after such an error nobody knows. */
async function fall(what, reason, type) {
  logError(what, reason);
  const path = current === null ? '/init/error' : `/invocation/${current}/error`;
  await call('POST', path, errorDocument(reason, type)).catch(() => undefined);
  process.exit(1);
}

function endWithLocalStack() {
  // A thread of its own, so that a function that spins ends too. A socket, not a blocking read: that would hold up exit().
  const watch = `
    const { Socket } = require('node:net');
    const end = () => process.kill(process.pid, 'SIGKILL');
    new Socket({ fd: 0, readable: true, writable: false }).on('close', end).on('error', end).resume();`;
  new Worker(watch, { eval: true, env: {}, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}

async function loadHandler() {
  const [file, name] = splitHandler(process.env._HANDLER ?? '');
  const base = join(process.env.LAMBDA_TASK_ROOT, file);
  const path = ['', '.js', '.mjs', '.cjs'].map((end) => base + end).find((each) => existsSync(each));
  if (path === undefined) {
    throw Object.assign(new Error(`Cannot find module '${file}'`), { name: 'Runtime.ImportModuleError' });
  }
  const module = await import(pathToFileURL(path).href);
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== 'function') {
    const message = `${process.env._HANDLER} is undefined or not exported`;
    throw Object.assign(new Error(message), { name: 'Runtime.HandlerNotFound' });
  }
  return handler;
}

function splitHandler(text) {
  const dot = text.lastIndexOf('.');
  if (dot <= 0) {
    throw Object.assign(new Error(`Bad handler '${text}'`), { name: 'Runtime.MalformedHandlerName' });
  }
  return [text.slice(0, dot), text.slice(dot + 1)];
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function serveOne(handler) {
  const next = await call('GET', '/invocation/next');
  if (next.status !== 200) process.exit(0);
  const context = contextOf(next.headers);
  current = context.awsRequestId;
  process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'];
  const [path, body] = await run(handler, next.text, context);
  const sent = await call('POST', `/invocation/${current}/${path}`, body);
  current = null;
  // Too late: the environment is being killed. Anything else would be served as the next event's answer.
  if (sent.status !== 202) process.exit(1);
}

async function run(handler, text, context) {
  try {
    const result = await handler(JSON.parse(text), context);
    return ['response', JSON.stringify(result) ?? 'null'];
  } catch (reason) {
    logError('Invoke Error', reason);
    return ['error', errorDocument(reason)];
  }
}

process.on('uncaughtException', (reason) => void fall('Uncaught Exception', reason));
process.on('unhandledRejection', (reason) => {
  void fall('Unhandled Promise Rejection', reason, 'Runtime.UnhandledPromiseRejection');
});
// A handler whose promise can no longer settle leaves nothing to wait for.
process.on('beforeExit', () => {
  if (current !== null) {
    void fall('Exit', new Error('The handler left nothing that could still answer'), 'Runtime.NodeJsExit');
  }
});

endWithLocalStack();
try {
  const handler = await loadHandler();
  for (;;) await serveOne(handler);
} catch (reason) {
  await fall(current === null ? 'Init Error' : 'Runtime Error', reason);
}
