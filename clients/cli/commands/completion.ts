import { Argument, Command } from '@commander-js/extra-typings';
import { commandTree } from '../command-tree.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { CliContext } from '../context.ts';
import type { CommandFactory, Verb } from '../registry.ts';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** @param verbs all that there are, this one among them */
export function completionCommand(verbs: readonly Verb[]): CommandFactory {
  return (context: CliContext) =>
    new Command('completion')
      .description('Prints a script by which a shell completes verbs, options and their values.')
      .addArgument(new Argument('<SHELL>', 'which').choices(['bash', 'zsh', 'fish'] as const))
      .addHelpText('after', WHERE)
      .action(async (shell) => {
        context.stdout.write(SHELLS[shell](await commandTree(context, verbs)));
      });
}

const WHERE = `
For this session:  source <(purgatory completion bash)
For good, bash:    purgatory completion bash > ~/.local/share/bash-completion/completions/purgatory
          zsh:     purgatory completion zsh > a folder of $fpath, as _purgatory
          fish:    purgatory completion fish > ~/.config/fish/completions/purgatory.fish`;
