@echo off
rem Runs pmkey with the editor's own Node, as VS Code does with its own command line: none has to be installed.
setlocal
if not defined POSTMAN_KEYRING_NODE (
  echo pmkey: This is no terminal of an editor with Keyring for Postman, or pmkey is switched off there.>&2
  exit /b 4
)
rem What NODE_OPTIONS says is for the program that is run; the editor's Node may not even start with it.
set "POSTMAN_KEYRING_NODE_OPTIONS=%NODE_OPTIONS%"
set "NODE_OPTIONS="
set "ELECTRON_RUN_AS_NODE=1"
"%POSTMAN_KEYRING_NODE%" "%~dp0..\pmkey.mjs" %*
