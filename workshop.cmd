@echo off
rem Runs the workshop's commands. Needs a JDK, 17 or newer; "workshop help" says what there is.
setlocal
set "HERE=%~dp0."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "VERSION="
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr version') do set "VERSION=%%~v"
if not defined VERSION goto nojava
for /f "delims=." %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 goto nojava
if defined JAVA_HOME if not exist "%JAVA_HOME%\bin\javac.exe" goto nojava
"%JAVA%" "%HERE%\runner\launcher\Build.java" "%HERE%" %*
if errorlevel 1 exit /b 1
"%JAVA%" "@%HERE%\runner\target\workshop.args" %*
exit /b %ERRORLEVEL%
:nojava
echo The workshop needs a JDK, 17 or newer. Install one, or set JAVA_HOME to it; see setup.md. 1>&2
exit /b 1
