"""好差评, rectifications, complaints and 办不成事: what citizens thought of the centre, and what came of it."""
