import type { CallSite } from '../../shared/messages/background';
import type { Settings } from '../../shared/settings/schema';
import { Switch } from '../ui/switch';
import { WORDS } from './words';

const words = WORDS.site;

export interface NativeReactionsProps {
  readonly site: CallSite;
  readonly settings: Settings;
  readonly onOutputs: (outputs: Settings['outputs']) => void;
}

/** The switch for the site's own reactions, and what is wrong with them. */
export function NativeReactions({ site, settings, onOutputs }: NativeReactionsProps) {
  if (!site.reacts) return null;
  const { outputs, autoReactions } = settings;
  return (
    <>
      <Switch
        label={words.react(site.name)}
        hint={autoReactions ? words.reactHint : words.reactNeeds}
        on={outputs.siteReaction && autoReactions}
        disabled={!autoReactions}
        onChange={(siteReaction) => onOutputs({ ...outputs, siteReaction })}
        testId="native-switch"
      />
      {site.problem !== null && (
        <p class="site-problem" role="status" data-testid="site-problem">
          {site.problem}
        </p>
      )}
    </>
  );
}
