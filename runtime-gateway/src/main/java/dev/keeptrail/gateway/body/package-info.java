/** What all bodies of models have in common: their texts, places, media, tools and tokens. */
@NullMarked
package dev.keeptrail.gateway.body;

import org.jspecify.annotations.NullMarked;
