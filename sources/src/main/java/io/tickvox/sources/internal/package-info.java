/**
 * What the mappers of all sources share: reading payloads without trusting them. Public for the packages of the sources
 * alone, no part of the module's API.
 */
@NullMarked
package io.tickvox.sources.internal;

import org.jspecify.annotations.NullMarked;
