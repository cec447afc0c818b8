namespace Dagrs.Cli.Completion;

/// <summary>
/// The scripts with which each shell asks dagrs for completions. An id may contain anything, so no script ever evaluates what it receives:
/// the shell itself quotes the words.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>The hidden command that the scripts call with the words up to the cursor; it prints word, tab, summary.</summary>
    public const string Question = "__complete";

    /// <summary>The scripts by shell.</summary>
    public static IReadOnlyDictionary<string, string> Shells { get; } = new Dictionary<string, string>
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = Pwsh,
    };

    // Bash splits words at = and :, so they are rejoined for dagrs, and the part before the last one is cut off its answers.
    private const string Bash = """
        # Completion of dagrs for bash. In ~/.bashrc:  source <(dagrs completion bash)
        _dagrs() {
            local program=${1/#\~\//"$HOME"/} word cut i glue=1
            local -a words=()
            for ((i = 1; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ $i -gt 1 && ( -n $glue || $word == [=:]* ) ]]; then
                    words[${#words[@]}-1]+=$word
                else
                    words+=("$word")
                fi
                glue=
                [[ $word == *[=:] ]] && glue=1
            done
            word=${words[${#words[@]}-1]}
            cut=${word%"${word##*[=:]}"}
            COMPREPLY=()
            while IFS=$'\t' read -r word _; do
                printf -v word %q "${word#"$cut"}"
                COMPREPLY+=("$word")
            done < <("$program" __complete -- "${words[@]}" 2>/dev/null)
        }
        complete -o bashdefault -o default -F _dagrs dagrs

        """;

    private const string Zsh = """
        #compdef dagrs
        # Completion of dagrs for zsh. In ~/.zshrc, after compinit:  source <(dagrs completion zsh)
        _dagrs() {
            local line word
            local -a lines items
            lines=("${(@f)$("${(Q)words[1]}" __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
            for line in $lines; do
                word=${line%%$'\t'*}
                items+=("${${word//\\/\\\\}//:/\\:}:${line#*$'\t'}")
            done
            if (( $#items )); then
                _describe -t dagrs-words 'dagrs' items
            else
                _files
            fi
        }
        if [[ $funcstack[1] == _dagrs ]]; then
            _dagrs "$@"
        else
            compdef _dagrs dagrs
        fi

        """;

    private const string Fish = """
        # Completion of dagrs for fish:  dagrs completion fish > ~/.config/fish/completions/dagrs.fish
        function __dagrs_complete
            set -l words (commandline -opc)
            set -l word (commandline -ct)
            set -l program $words[1]
            set -e words[1]
            set -l answer ($program __complete -- $words "$word" 2>/dev/null)
            if test (count $answer) -gt 0
                printf '%s\n' $answer
            else
                __fish_complete_path "$word"
            end
        end
        complete -c dagrs -f -a '(__dagrs_complete)'

        """;

    private const string Pwsh = """
        # Completion of dagrs for PowerShell 7.3 or later. In $PROFILE:  dagrs completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName dagrs -ScriptBlock {
            param($word, $ast, $cursor)
            $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
                if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.ToString() }
            })
            $before = @($words | Select-Object -Skip 1)
            & $words[0] __complete -- @before $word 2>$null | ForEach-Object {
                $text, $summary = $_ -split "`t", 2
                $insert = if ($text -match "[^\w./:=+@%-]") { "'" + $text.Replace("'", "''") + "'" } else { $text }
                if (-not $summary) { $summary = $text }
                [System.Management.Automation.CompletionResult]::new($insert, $text, 'ParameterValue', $summary)
            }
        }

        """;
}
