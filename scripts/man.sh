#!/usr/bin/env bash
# Makes the manual page anew. Its words stand with the commands and in src/Dagrs.Cli/Help/ManWords.cs; a test holds the page against the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

page=docs/man/dagrs.1
dotnet build src/Dagrs.Cli -c Release --nologo -v quiet
dotnet src/Dagrs.Cli/bin/Release/net10.0/dagrs.dll __man >"$page.new"
mv "$page.new" "$page"
