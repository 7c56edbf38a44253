import type { Expression } from '../../../shared/types';
import { EXPRESSION_STYLES } from '../../../shared/ui/expressions';

/** An expression's colours; the style sheet uses the one for the page's colour scheme. */
export function tint(expression: Expression): Record<`--${string}`, string> {
  const { light, dark } = EXPRESSION_STYLES[expression].colour;
  return { '--light': light, '--dark': dark };
}
