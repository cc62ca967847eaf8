package dev.keeptrail.language.layer;

import dev.keeptrail.language.tree.PackFile;

/**
 * A pack as far as one of its layers.
 *
 * @param tree what the layer and those below it come to
 * @param places where the layer itself writes what
 */
public record Layer(PackFile tree, LayerPlaces places) {}
