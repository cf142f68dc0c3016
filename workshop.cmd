@echo off
rem Runs the workshop's commands, which "workshop help" lists. Needs a JDK, 17 or newer.
setlocal
set "HERE=%~dp0."
set "JAVA=java"
set "FROM=on the PATH"
for %%c in (javac.exe) do set "JAVAC=%%~$PATH:c"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if defined JAVA_HOME set "FROM=in JAVA_HOME (%JAVA_HOME%)"
if defined JAVA_HOME set "JAVAC=%JAVA_HOME%\bin\javac.exe"
set "VERSION="
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr version') do set "VERSION=%%~v"
set "WRONG=There is no Java %FROM%."
if not defined VERSION goto nojdk
for /f "tokens=1,2 delims=.-+" %%m in ("%VERSION%") do (
  set "MAJOR=%%m"
  if "%%m"=="1" set "MAJOR=%%n"
)
set "WRONG=Java %MAJOR% %FROM% is too old."
if %MAJOR% LSS 17 goto nojdk
set "WRONG=Java %MAJOR% %FROM% has no compiler (javac): it is a JRE, not a JDK."
if not exist "%JAVAC%" goto nojdk
"%JAVA%" "%HERE%\runner\launcher\Build.java" "%HERE%" %*
if errorlevel 1 exit /b 1
"%JAVA%" "@%HERE%\runner\target\workshop.args" %*
exit /b %ERRORLEVEL%
:nojdk
echo %WRONG% 1>&2
echo Install a JDK, 17 or newer, and set JAVA_HOME to its folder; see setup.md. 1>&2
exit /b 1
