// PDF by Cairo and Pango: shaped text, subsets of the fonts embedded, rare characters included.
#pragma once

#include <memory>

#include "services/certificate/domain/renderer.h"

namespace notary::pdf {

// The size in points that a page's text is set in: the largest in which the page ends above its
// lower margin, so that neither the notary nor the date falls off. Not for two threads at a time.
int TypeSize(const certificate::Page& page);

std::unique_ptr<certificate::Renderer> NewRenderer();

}  // namespace notary::pdf
