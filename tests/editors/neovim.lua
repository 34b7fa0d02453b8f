-- Drives a real Neovim against `limpide lsp` and prints what a person would see, one fact a line.
-- Usage: nvim --headless --clean -l or -S neovim.lua, with LIMPIDE (the binary) and FOLDER (the procedures) in the environment.

local limpide, folder = os.getenv("LIMPIDE"), os.getenv("FOLDER")
local path = folder .. "/brouillon.demarche"

local function say(...)
  io.stdout:write(table.concat({ ... }, " "), "\n")
end

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 20) then
    say("ÉCHEC : rien reçu pour", what)
    vim.cmd("cquit 1")
  end
end

local function show_diagnostics(title)
  local diagnostics = vim.diagnostic.get(0)
  table.sort(diagnostics, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and (a.col < b.col or (a.col == b.col and a.code < b.code)))
  end)
  say("== " .. title)
  for _, d in ipairs(diagnostics) do
    local line = vim.api.nvim_buf_get_lines(0, d.lnum, d.lnum + 1, false)[1]
    local stop = d.end_lnum == d.lnum and d.end_col or #line
    -- Neovim counts bytes, people count characters.
    local column = vim.str_utfindex(line, d.col) + 1
    say(("%d:%d %s %s [%s]"):format(d.lnum + 1, column, d.code or d.user_data.lsp.code, d.message, line:sub(d.col + 1, stop)))
  end
  return #diagnostics
end

vim.cmd("edit " .. vim.fn.fnameescape(path))
local published = 0
local client = vim.lsp.start_client({
  name = "limpide",
  cmd = { limpide, "lsp" },
  root_dir = folder,
  handlers = {
    ["textDocument/publishDiagnostics"] = function(...)
      vim.lsp.diagnostic.on_publish_diagnostics(...)
      published = published + 1
    end,
  },
})
vim.lsp.buf_attach_client(0, client)
wait_for("les constats à l'ouverture", function() return #vim.diagnostic.get(0) > 0 end)
show_diagnostics("à l'ouverture")

-- Typing: a misspelt name after accents, on the same line.
local before = published
local target = vim.fn.search("organisme mairie", "n")
vim.api.nvim_buf_set_lines(0, target - 1, target, false, { "  finalité « Être né à Épinal » # é", "  organisme mairi" })
wait_for("les constats pendant la frappe", function()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.message:find("mairi", 1, true) then return true end
  end
  return false
end)
show_diagnostics("pendant la frappe")

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  for _, answer in pairs(answers or {}) do
    return answer.result
  end
end

-- Mending: back to the right name, then go to its definition in the other file.
vim.api.nvim_buf_set_lines(0, target - 1, target + 1, false, { "  organisme mairie" })
vim.api.nvim_win_set_cursor(0, { target, 14 })
local definition = request("textDocument/definition", vim.lsp.util.make_position_params())
say("== définition de mairie")
say(vim.fn.fnamemodify(vim.uri_to_fname(definition.uri), ":t"), tostring(definition.range.start.line + 1), tostring(definition.range.start.character + 1))

say("== survol d'un constat")
local first = vim.diagnostic.get(0)[1]
wait_for("les constats après correction", function()
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.message:find("mairi »", 1, true) then return false end
  end
  first = vim.diagnostic.get(0)[1]
  return first ~= nil
end)
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local hover = request("textDocument/hover", vim.lsp.util.make_position_params())
say(hover.contents.value)

say("== mise en forme")
local edits = request("textDocument/formatting", { textDocument = vim.lsp.util.make_text_document_params(), options = { tabSize = 2, insertSpaces = true } })
vim.lsp.util.apply_text_edits(edits, 0, "utf-16")
for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
  say(line)
end

vim.lsp.stop_client(client)
wait_for("l'arrêt du serveur", function() return vim.lsp.client_is_stopped(client) end)
say("== fin")
vim.cmd("qall!")
