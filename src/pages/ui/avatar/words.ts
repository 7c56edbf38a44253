/** Texts about the figure in the outgoing picture, for every page that offers the choice. */
import { translated } from '../../../shared/language/translated';

export const WORDS = translated('avatar', {
  companion: 'Avatar beside you',
  companionHint: 'A character in your picture does what you do.',
  figure: 'Character',
  figures: { still: 'Emoji', ball: 'Ball', fox: 'Fox', robot: 'Robot', ghost: 'Ghost' },
  colour: 'Colour',
  colours: { own: 'Its own', rose: 'Rose', sky: 'Sky', mint: 'Mint', lilac: 'Lilac', graphite: 'Graphite' },
  size: 'Size',
  sizes: { small: 'Small', medium: 'Medium', large: 'Large' },
  corner: 'Corner',
  corners: { 'top-left': 'Top left', 'top-right': 'Top right', 'bottom-right': 'Bottom right' },
  duration: 'How long reactions stay',
  durations: { short: 'Short', normal: 'Normal', long: 'Long' },
  popSize: 'How large they are',
  popPlace: 'Where they appear',
  popPlaces: { face: 'Beside your face', corner: 'In a corner' },
  sees: {
    blurred: 'Others see your picture blurred.',
    black: 'Others see a black picture.',
    held: 'Others see a still picture.',
  },
  stage: {
    title: 'What others would see',
    hint: 'Try it here without a call: nothing is sent.',
    plain: 'Camera',
    beside: 'Beside you',
    over: 'Over your face',
  },
});
