package dev.keeptrail.conformance;

/** How well texts stand out from what is behind them (WCAG 2.2, success criterion 1.4.3). */
final class Contrast {
  /**
   * Runs in a page; gives the texts whose contrast is below 4.5 to 1. What is hidden, and shapes of
   * pictures, which say the same as tables beside them, are left out.
   */
  static final String SCRIPT =
      """
      () => {
        const channels = (colour) => {
          const found = colour.match(/rgba?\\(([^)]+)\\)/)[1].split(',').map(Number);
          return { rgb: found.slice(0, 3), alpha: found.length < 4 ? 1 : found[3] };
        };
        const luminance = (rgb) => {
          const [r, g, b] = rgb.map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const ground = channels(getComputedStyle(at).backgroundColor);
            if (ground.alpha === 1) {
              return ground.rgb;
            }
          }
          return [255, 255, 255];
        };
        const poor = [];
        for (const element of document.querySelectorAll('body *')) {
          const says = [...element.childNodes].some(
            (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
          const seen = element.checkVisibility() && !element.closest('svg, .unseen, .skip');
          if (says && seen) {
            const ink = luminance(channels(getComputedStyle(element).color).rgb);
            const ground = luminance(behind(element));
            const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
            if (ratio < 4.5) {
              poor.push(`${element.textContent.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
            }
          }
        }
        return poor;
      }\
      """;

  private Contrast() {}
}
