-- Sends prepared requests in order and prints one JSON line of figures (wrk's Lua interface).
-- The file named by REQUESTS holds one request a line: METHOD \t PATH \t name: value|name: value \t BODY
-- "@KEY@" becomes another value in each sending; it may stand in headers only (the body's length is fixed).
local prepared, keyed, position, sent = {}, {}, 0, 0
local run = os.getenv("RUN")
statuses = {} -- global: `done` reads it from the thread

function init(_)
  for line in io.lines(os.getenv("REQUESTS")) do
    local method, path, names, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = {}
    for pair in names:gmatch("[^|]+") do
      local name, value = pair:match("^([^:]+): (.*)$")
      headers[name] = value
    end
    if body == "" then body = nil end
    prepared[#prepared + 1] = wrk.format(method, path, headers, body)
    keyed[#prepared] = names:find("@KEY@", 1, true) ~= nil
  end
end

function request()
  position = position % #prepared + 1
  if not keyed[position] then return prepared[position] end
  sent = sent + 1
  return (prepared[position]:gsub("@KEY@", run .. "-" .. sent, 1))
end

local threads = {}
function setup(thread) threads[#threads + 1] = thread end

function response(status) statuses[status] = (statuses[status] or 0) + 1 end

function done(summary, latency, _)
  local seen = {}
  for status, count in pairs(threads[1]:get("statuses")) do seen[#seen + 1] = string.format('"%d":%d', status, count) end
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.3f,"p50_ms":%.3f,"p99_ms":%.3f,"errors":%d,"statuses":{%s}}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, table.concat(seen, ",")))
end
