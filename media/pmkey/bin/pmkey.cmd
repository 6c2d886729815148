@echo off
rem Runs pmkey with the editor's own Node, as VS Code does with its own command line: none has to be installed.
setlocal
if not defined POSTMAN_KEYRING_NODE (
  echo pmkey: This is no terminal of an editor with Keyring for Postman, or pmkey is switched off there.>&2
  exit /b 4
)
rem What these say is for the program that is run: with NODE_OPTIONS the editor's Node may not even start, and with
rem NODE_DEBUG=child_process it would show the environment that it gives to the program.
rem Put in late: else a path with an ampersand, which stands in quotes there, would be read as a command.
setlocal EnableDelayedExpansion
set "POSTMAN_KEYRING_NODE_OPTIONS=!NODE_OPTIONS!"
set "POSTMAN_KEYRING_NODE_DEBUG=!NODE_DEBUG!"
set "NODE_OPTIONS="
set "NODE_DEBUG="
set "ELECTRON_RUN_AS_NODE=1"
rem The words of the program may have exclamation marks of their own.
setlocal DisableDelayedExpansion
"%POSTMAN_KEYRING_NODE%" "%~dp0..\pmkey.mjs" %*
