# Papilla in English. The format is Fluent: https://projectfluent.org/fluent/guide
#
# A message is named after its control: `.tip` appears under the pointer, `.unit` follows the number, other attributes
# are said where they stand. Of two messages of one name, `…-plain` is for the client, the other for the technician, who
# works with scalp micropigmentation (SMP): tiny dots of pigment needled into the scalp that look like shaved hair.
# Keys of the keyboard stand in parentheses.

## Numbers

percent = { $number } %
millimetres = { $number } mm
millilitres = { $number } ml
hours = { $number } h

## The brush: steps "Hair today" and "Sessions"

brush = Brush
    .tip = Paint on the head with mouse or finger, instead of turning it (B; Escape puts it away)
# How many strokes are painted, of how many a plan can hold.
brush-strokes = { $count } of { $most } strokes
brush-clear = Remove all painting
    .tip = Take every stroke off the head; what the plan has without painting comes back
brush-radius = Radius
    .unit = mm
    .tip = Radius of the brush on the skin; [ and ] make it smaller and larger
# A share of the dots that the sessions want.
brush-density = Dots
    .tip = Dots where it paints, relative to what the sessions want: below 100 % thinner, above denser
brush-hint = Drag on the head to paint. Right drag or two fingers turn it.
brush-elsewhere = The brush lies in the steps Hair today and Sessions.
brush-nothing-to-erase = Nothing is painted yet. The eraser takes away what was painted.
brush-full = A plan holds { $most } strokes, and this one is full: undo some, or remove all painting.
# What the brush does.
paint =
    .treat = Treat here
    .leave = Leave free
    .density = Denser or thinner
    .scar = Scar
    .erase = Erase
paint-tip =
    .treat = Dots here too, also between full hair; the hairline still ends them
    .leave = No dots here
    .density = More or fewer dots here than the sessions want
    .scar = A scar like a burn's: bare, paler skin that takes less pigment
    .erase = Take painting off the head here
# Beside the ring of the brush on the head.
paint-density = { $percent } % of the dots
# The legend of what is painted.
painted = Painted
    .treat = Treated
    .leave = Left free
    .denser = Denser
    .thinner = Thinner
    .scar = Scar

## Step "Client": skin and hair

skin-and-hair = Skin and hair
freckles = Freckles
    .tip = Freckles on face and scalp; a few moles are there in any case
freckles-plain = { freckles }
    .tip = Freckles on face and scalp
# Of the skin, by its own sebum.
shine = Shine
    .tip = How much the skin shines some hours after it was washed, under any light
    .matt = Matt
    .normal = Normal
    .oily = Oily
hair-colour = Hair colour
    .tip = Colour of the hair and of the stubble
    .black = Black
    .dark-brown = Dark brown
    .brown = Brown
    .light-brown = Light brown
    .blond = Blond
    .red = Red
    .grey = Grey
    .white = White
# A share of the hairs, not a colour.
hair-grey = Grey
    .tip = Share of hairs that have turned white
hair-grey-plain = White hairs
    .tip = { hair-grey.tip }
hair-density = Hairs
    .unit = /cm²
    .tip = Hairs per cm² where none are lost
# The hair as a thread.
hair-shaft = Shaft
    .unit = mm
    .tip = Thickness of a hair
hair-length = Length
    .unit = mm
    .tip = Length of the trimmed hair: longer throws more shadow
hair-length-plain = Hair length
    .unit = mm
    .tip = Length of the trimmed hair: longer hides more of the scalp
hair-trim = Trim every
    .unit = days
    .tip = Days between trims: hair grows from one to the next; 0 keeps it at its length
hair-type = Hair type
    .tip = Whose usual thickness, number and growth of hairs the head starts from
    .caucasian = Caucasian
    .hispanic = Hispanic
    .asian = Asian
    .african = African
skin-tone = Skin tone
    .tip = Colour of the skin: by name, by a scale, or as measured
    .very-light = Very light
    .light = Light
    .intermediate = Intermediate
    .tan = Tan
    .brown = Brown
    .dark = Dark
skin-tone-plain = { skin-tone }
    .tip = How dark the skin of the head is, where the sun does not reach
# What stands before the colon is the technician's word.
fitzpatrick =
    .I = Fitzpatrick I: always burns
    .II = Fitzpatrick II: burns, tans a little
    .III = Fitzpatrick III: tans after burning
    .IV = Fitzpatrick IV: tans easily
    .V = Fitzpatrick V: brown
    .VI = Fitzpatrick VI: dark brown to black
# Ways to tell the tone of skin.
tone-monk = Monk scale
tone-ita = Typology angle (ITA)
tone-lab = Measured L*a*b*
tone-fractions = Melanin and blood
# A tone on the Monk scale of skin tones.
monk-number = Monk { $number }
# L*, a* and b* are a measured colour; $miss is a difference of colour, or of an angle in degrees.
tone-not-met =
    .colour = no melanin and blood give this measured colour: the nearest has L* { $l }, a* { $a }, b* { $b }, { $miss } CIEDE2000 away
    .angle = no melanin gives this typology angle: the nearest has L* { $l }, a* { $a }, b* { $b }, { $miss } degrees away
monk = Monk
    .tip = Number on the Monk scale, light to dark; a label, not a colour
ita = Angle
    .unit = °
    .tip = Individual typology angle: higher is lighter
skin-lightness = L*
    .tip = Lightness of the skin
skin-redness = a*
    .tip = Redness of the skin
skin-yellowness = b*
    .tip = Yellowness of the skin
melanin = Melanin
    .tip = Share of the outer skin's volume that is pigment grains: darker skin, fainter dots
blood = Blood
    .tip = Share of the skin's volume that is blood: redder skin

## Step "Client": the head

head = Head
head-of-scan = A scan has its own shape.
person = Who
    .tip = The average head, or one of ten invented adults; nobody real
    .average = The average head
    .martin = Martin, 39
    .samuel = Samuel, 54
    .kenji = Kenji, 33
    .walter = Walter, 60
    .paul = Paul, 45
    .david = David, 36
    .clara = Clara, 33
    .ama = Ama, 42
    .mei = Mei, 36
    .ruth = Ruth, 57
eyes-closed = Eyes closed
    .tip = Close the eyes, as a client lies on the chair
sex = Sex
    .tip = Whose usual head and face it is
    .male = Man
    .female = Woman
age = Age
    .unit = years
    .tip = Age: what sags, hollows and grows
beard = Beard
    .tip = Share of a full beard; 0 is shaved with a blade
beard-plain = { beard }
    .tip = Share of a full beard; 0 is shaved
beard-length = Beard length
    .unit = mm
    .tip = Length of the beard: a day brings 0.3 to 0.5 mm
head-length = Head length
    .unit = mm
    .tip = From between the brows to the back of the head, with a caliper
head-breadth = Head breadth
    .unit = mm
    .tip = The widest of the head above the ears, with a caliper
head-height = Head height
    .unit = mm
    .tip = From the ear's opening up to the top of the head
face-height = Face height
    .unit = mm
    .tip = From the root of the nose to under the chin
neck = Neck
    .unit = mm
    .tip = Smallest girth of the neck, with a tape
# Share of the flattest back of the head.
flat-back = Flat back
    .tip = How flat the back of the head is: 0 is round
brow-ridge = Brow ridge
    .unit = mm
    .tip = How far the brow ridge stands forward of the average one
jaw = Jaw
    .unit = mm
    .tip = How far each angle of the jaw stands outside the average one
untouched-head = Own measures
    .tip = The head as it was before its measures were changed

## Step "Result": comparing two heads

compare = Compare
    .tip = Show two heads: before and after, two days, two lights, two plans (C)
compare-before = Before and after
    .tip = Show the head before the first session beside the one you see (C: the last comparison again)
compare-too-deep = Right and too deep
    .tip = Show this plan beside the same one needled too deep: what it does to the dots, now and in years
compare-day = Another day
    .tip = Show another day beside the one you see
    .stop-tip = Show the head then beside the one you see: { $stop }
compare-light = Another light
    .tip = Show another light beside the one you see
    .light-tip = Show the head in this light beside the one you see
compare-treatment = Another treatment
    .tip = Show the same head treated in another way, or wrongly, beside this plan
compare-plan = Another plan…
    .tip = Show another plan file, or a picture that Papilla saved, beside this plan
compare-side-by-side = Side by side
    .tip = Show two heads of one view instead of one head in two halves
compare-one-head = One head
    .tip = Show one head in two halves with a divider to drag
compare-swap = Swap
    .tip = Left to right and right to left
# Numbers about both plans.
compare-figures = Figures
    .tip = Dots, hours, colour and warnings of both, in a table over the head
compare-stop = Stop comparing
    .tip = Show one head again (Escape or C)
# The line between the halves, as a screen reader says it.
compare-divider = Divider: { $left } | { $right }
    .tip = Drag to see more of one half (arrow keys when it has the keyboard)
compare-counting = Counting…
plan-older = This plan is from before dots were measured on photographs: they are now drawn twice as wide. Fewer dots will do; the templates show how many.
compare-this-plan = This plan
compare-failed = The other plan cannot be shown: { $reason }

## Step "Result": healing and years

healing-and-years = Healing and years
healing-guesses = Guesses within what clinics report; nobody has measured them for one client.
# What stands before the colon is the technician's word.
longevity = Pigment lasts
    .tip = How fast the dots fade over the years
    .fast = Fast: touch-up after 2 to 4 years
    .normal = Normal: after 4 to 6 years
    .slow = Slow: after 6 to 9 years
longevity-plain = The dots last
    .tip = How fast the dots fade on the head over the years; it differs from person to person
sun = Sun
    .tip = Sun on the scalp: 0 always covered, 100 % outdoors without protection
sun-plain = { sun }
    .tip = Sun on the scalp: more sun, faster fading; 0 is always covered
# Steps of the scale of hair loss.
loss-per-decade = Loss in ten years
    .unit = steps
    .tip = Steps of hair loss that ten years add along the timeline
loss-per-decade-plain = { loss-per-decade }
    .unit = { loss-per-decade.unit }
    .tip = How far your own hair goes on thinning: the dots stay where they are
redness = Redness
    .unit = ×
    .tip = How red the skin is on the first day
redness-gone = Redness gone
    .unit = days
    .tip = Days until redness is gone
scabs = Scabs
    .unit = ×
    .tip = How large the dots look from day 2 to 7
phantom-fade = Phantom fade
    .tip = How much of the colour new skin veils about day 10
fresh-pigment = Fresh pigment
    .unit = ×
    .tip = Pigment of the first day over what stays

## Files

file = File
file-open = Open…
    .tip = Open a plan, or a picture that Papilla saved (Ctrl+O); or drop one on the window
file-save = Save
    .tip = Save the plan (Ctrl+S)
file-save-as = Save as…
    .tip = Save the plan under another name
file-demo = Demo
    .tip = Start from the demo plan; undo brings yours back
file-recent = Recent plans
    .tip = Plans opened or saved last
    .none = None yet
file-in-folder = { $file } in { $folder }
    .missing = { $file } in { $folder } (missing)
file-saved = Saved { $path }
file-not-saved =
    { $reason }
    Nothing is lost: your changes are still here.
file-recovered = Recovered. Save the plan to keep it.
file-recovery-stays = The recovery file could not be removed: { $reason }
file-is-picture = { $path } is a picture's name; give the plan one in .toml
file-question-first = Answer the question first, then drop { $path } again.
# Where the plan comes from, in the place of its file's path.
file-origin =
    .demo = built-in demo, not saved as a plan
    .picture = from the picture { $path }, not saved as a plan
    .recovered = recovered, not saved as a plan
    .scan = the demo plan on a scan, not saved as a plan
# Kinds of files, in the system's dialogs.
file-kind =
    .plan = Papilla plan
    .plan-or-picture = Papilla plan or picture
    .scan = Scan of a head
    .png = PNG picture
    .gif = GIF animation
    .html = Web page

## Step "Result": what is taken home

export-home = Take home
export-picture = Picture…
    .tip = Save what you see as a PNG, fully converged; it carries the plan, without its title
    .noun = the picture
export-pair = Before and after picture…
    .tip = Save two heads on one picture: what is compared now, or else before and what you see
    .noun = the pair of pictures
export-sheet = Story sheet…
    .tip = Save the whole story from four sides on one picture
    .noun = the story sheet
export-turntable = Turning head…
    .tip = Save the head turning once round, as an animated picture (GIF)
    .noun = the turning head
export-handout = Handout…
    .tip = Save a page for the client: pictures, sessions, care, record, signatures; two sheets of paper
    .noun = the handout
# $noun is one of the .noun above.
export-making = Making { $noun }
export-cancel = Cancel
    .tip = Stop making it (Escape)
export-busy = Papilla makes { $noun } now: wait for it, or cancel it.
picture-size = Picture size
    .tip = How large the picture is; larger ones take longer and more of the graphics memory
    .screen = 2560 pixels
    .four-k = 4K, 3840 pixels
    .eight-k = 8K, 7680 pixels
client-name-on-handout = Client's name on the handout
    .tip = Prints a name under the handout; it is kept nowhere else
client-name = Name
    .tip = The name as it is printed

## Step "Hairline"

# What stands before the colon is the technician's word.
hairline-style = Style
    .tip = Shape of the line and how sharp its edge is
    .natural = Natural: a slight oval
    .soft = Soft: faded, no edge
    .soft-broken = Soft and broken: scattered dots ahead of the line
    .defined = Defined: a straight edge-up
    .receded = Receded: corners back, for age
    .widows-peak = Widow's peak: a point in the middle
    .rounded = Rounded: corners filled to a curve
    .boxed = Boxed: straight with square corners
hairline-height = Height
    .unit = mm
    .tip = Middle of the hairline above the brow's mid-point, along the skin
hairline-height-plain = { hairline-height }
    .unit = mm
    .tip = How high the line starts above the brows: higher looks older and more cautious
hairline-softness = Softness
    .unit = mm
    .tip = Width of the sparse edge: wider is softer
hairline-softness-plain = Soft edge
    .unit = mm
    .tip = How softly the line fades in: wider looks more natural
hairline-blend = Blend
    .unit = mm
    .tip = How far dots run out between the hairs that are left
hairline-shape = Shape
corners-back = Corners back
    .unit = mm
    .tip = Corners further back: older, more cautious
corners-back-plain = { corners-back }
    .unit = mm
    .tip = How far back the corners above the temples are
corners-out = Corners out
    .unit = mm
    .tip = Corners further out than the line above the outer corner of the eye
temple-peak = Temple peak
    .unit = mm
    .tip = Temple peak further forward
sideburn-down = Sideburn down
    .unit = mm
    .tip = Sideburn drawn further down
nape-up = Nape up
    .unit = mm
    .tip = Nape drawn higher up
irregularity = Irregularity
hairline-waves = Waves
    .unit = ×
    .tip = Waves of the line; none look ruled
hairline-jitter = Jitter
    .unit = ×
    .tip = Unevenness from dot to dot at the edge
single-dots = Single dots
    .unit = ×
    .tip = Dots ahead of the line
asymmetry = Asymmetry
    .unit = mm
    .tip = Difference of left and right; nobody is symmetric
# Handles of the hairline on the head; the name is what a screen reader says.
handle-name = { $handle }: drag, or arrow keys
handle-middle = Middle of the hairline
    .tip = Drag: how high the hairline starts above the brows
handle-corner = Corner of the hairline
    .tip = Drag: how far back and out the corners above the temples lie
handle-temple = Temple peak
    .tip = Drag: how far forward the temples come
handle-sideburn = Sideburn
    .tip = Drag: how far down the sideburns reach
handle-nape = Nape
    .tip = Drag: how high the edge of the nape is drawn

## Step "Hair today"

# What stands before the colon is the technician's word.
hair-loss = Hair loss
    .tip = Which parts of the head have lost their hair
    .none = None: a full head of hair
    .norwood-1 = Norwood I: hardly any loss
    .norwood-2 = Norwood II: temples slightly back
    .norwood-2a = Norwood IIa: the whole front slightly back
    .norwood-3 = Norwood III: temples far back
    .norwood-3a = Norwood IIIa: the front back to the middle of the head
    .norwood-3-vertex = Norwood III vertex: temples, and a spot at the crown
    .norwood-4 = Norwood IV: temples and crown
    .norwood-4a = Norwood IVa: the front back past the middle
    .norwood-5 = Norwood V: temples and crown, a thin bridge between
    .norwood-5a = Norwood Va: the front back almost to the crown
    .norwood-6 = Norwood VI: temples and crown joined
    .norwood-7 = Norwood VII: a horseshoe at the back and sides
    .ludwig-1 = Ludwig I: the parting a little wider
    .ludwig-2 = Ludwig II: clearly thinner on top
    .ludwig-3 = Ludwig III: the top nearly bare behind the front line
    .total = Total: no hair at all
hair-loss-plain = Where hair is missing
    .tip = { hair-loss.tip }
hair-thinner = Thinner
    .tip = Hair that is thinner all over the front, the top and the crown
later-loss = Later loss
    .unit = steps
    .tip = Moves hair loss on by steps of its scale while the pigment stays
# A place on the scalp: how far to the left, and how far to the front.
place-left = Left
    .unit = mm
    .tip = From the top of the head to the left, along the skin; negative: to the right
place-front = Front
    .unit = mm
    .tip = From the top of the head to the front, along the skin; negative: to the back
# A bald patch or a scar in a list.
spot-title = { $name } { $number }
spot-remove = Remove
    .tip = Remove { $title }
patch = Bald patch
patch-radius = Radius
    .unit = mm
    .tip = Radius of the bald patch
patch-add = Add a bald patch
    .tip = A round patch of alopecia areata
patch-here = Bald patch here
    .tip = A round patch without hair where the loupe is held
# $kind is one of the options below, in small letters.
scar = Scar, { $kind }
scar-kind =
    .strip = Strip (FUT)
    .fue = Dots (FUE)
    .burn = Burn
scar-add = Add a scar:
    .tip = A scar where no hair grows; pigment can cover it
scar-length = Length
    .unit = mm
    .tip = Length of the scar around the head
scar-width = Width
    .unit = mm
    .tip = Width of the scar up and down
# How many round scars there are.
scar-dots = Dots
    .unit = /cm²
    .tip = Round scars per cm²
# How large each round scar is.
scar-dot = Dot
    .unit = mm
    .tip = Diameter of the round scars
scar-paleness = Paleness
    .tip = How much colour the skin has lost
scar-uptake = Takes pigment
    .unit = ×
    .tip = Pigment that the scar takes: below 1 it rejects, above 1 it soaks up

## Step "Sessions"

template = Templates
    .tip = Whole treatments to start from, and mistakes to learn from
    .classic = Classic three-session 3D: light base, density, darkest last
    .conservative = Conservative: high soft hairline, light shades
    .between-hair = Density between hair: shadow under hair that is kept
    .scar-camouflage = Scar camouflage: scars and a blended margin only
    .touch-up = Touch-up: one more session, years later
    .too-deep = Mistake: too deep, it blurs and turns blue
    .too-dark = Mistake: too dark, a helmet
    .too-dense = Mistake: too dense, session 1 leaves no skin between
    .dots-too-big = Mistake: dots far larger than hairs
    .hairline-too-low = Mistake: hairline too low and ruled straight
    .flat-shade = Mistake: one flat shade, every dot the same
    .wrong-hue = Mistake: pigment too cool for this skin
# The same in two words, beside another plan.
template-title =
    .classic = Classic
    .conservative = Conservative
    .between-hair = Between hair
    .scar-camouflage = Scar camouflage
    .touch-up = Touch up
    .too-deep = Too deep
    .too-dark = Too dark
    .too-dense = Too dense
    .dots-too-big = Dots too big
    .hairline-too-low = Hairline too low
    .flat-shade = Flat shade
    .wrong-hue = Wrong hue
session-add = Add a session
    .tip = One more layer of dots, a gap after the last
# Below the name of a session.
session-on = day { $day }, { $depth } mm deep
    .tip = Show this session's dots
visit-on = Day { $day }: { $dots } dots
    .tip = Show this visit's dots on the head, or leave them out
session-totals = { $dots } dots · { $density } per cm² where fully treated
session-earlier = Earlier
    .tip = Change places with the session before
session-later = Later
    .tip = Change places with the session after
session-copy = Copy
    .tip = The same again, a gap later
session-remove = Remove
    .tip = Take this session out of the plan
dot-density = Density
    .unit = /cm²
    .tip = Dots per cm² in fully treated skin
needle-depth = Depth
    .unit = mm
    .tip = Depth of the top of the pigment: deeper is softer, fainter and cooler
# So much water to one of pigment.
dilution = Dilution
    .unit = : 1
    .tip = ml of water for each ml of pigment: more water, lighter dots
needle = Needle
    .unit = mm
    .tip = Needle diameter; a dot heals to about six tenths of it
pigment = Pigment
    .tip = Colour of the dots once they have healed
    .carbon-black = Carbon black
    .warm-black = Warm black
    .brown = Brown
    .cool-black = Cool black
    .iron-black = Iron oxide black
# A verb: this session treats …
target = Treats
    .tip = Where on the head this session puts dots
    .loss = Where hair is missing
    .between-hair = Between the hairs too
    .scars = Scars only
zones = Zones
    .unit = ×
    .tip = Treat this zone
    .density-tip = Density of this zone relative to the session's
# Zones of the scalp.
zone =
    .frontal = Front
    .mid-scalp = Top
    .vertex = Crown
    .temporal = Temples
    .parietal = Sides
    .occipital = Back
    .nape = Nape
# How steady the hand is, and the session's edge at the hairline.
hand-and-edge = Hand and edge
hand-depth = Depth
    .unit = mm
    .tip = How much the depth varies from dot to dot
hand-size = Size
    .unit = ×
    .tip = How much the size varies from dot to dot
hand-shade = Shade
    .unit = ×
    .tip = How much the shade varies from dot to dot
hand-place = Place
    .unit = mm
    .tip = How far the hand misses the place it aims at
keep-off-hair = Keep off hair
    .unit = mm
    .tip = Distance kept from follicles that hold hair
behind-the-line = Behind the line
    .unit = mm
    .tip = How far this session stays behind the hairline
session-softness = Softness
    .unit = ×
    .tip = Fade of this session at the hairline, relative to the plan's

## The light, and how finely the head is drawn

light = Light
    .tip = Light on the head: in the sun, in the office, at the mirror
light-and-picture = Light and picture
# Stops as of a camera: each doubles the light.
exposure = Exposure
    .unit = stops
    .tip = Makes the whole picture brighter or darker, as a camera's exposure does
# Two angles stand before these words: round the head, and up.
light-turned = Light turned, raised
    .turn-tip = Moves the lights round the head. On the head itself: Alt and drag
    .rise-tip = Raises or lowers the lights. On the head itself: Alt and drag
neutral-backdrop = Neutral grey behind the head
    .tip = An even mid-grey for judging colour, instead of the studio backdrop
film = Film
    .tip = Pictures have the fine grain of a camera's; colours are measured without it
light-as-it-was = Light as it was
    .tip = Takes back what was changed of the light by hand
quality = While moving
    .tip = How finely the head is drawn while it moves; at rest it is always finest
    .as-measured = As this machine can: { $quality }
    .measuring = measuring
    .software = Low (no graphics card)
    .integrated = Medium
    .discrete = High
# $adapter is the name of a graphics card or driver.
drawn-by = Drawn by { $adapter }
# $others is a list of names with reasons.
passed-over = Not used: { $others }
# At the start. $adapter draws in place of $others, a list of names with reasons.
drawn-instead = { $adapter } draws, since others do not. { $others }

## The head and its views

# The picture of the head, as a screen reader says it.
view = Head: drag to turn, scroll to come closer, tap for the loupe, Alt and drag to move the light
view-with-brush = Head with the brush: drag to paint, right drag to turn, scroll to come closer; arrow keys move the brush, Space paints, Shift and arrow keys turn the head
turn-the-head = Turn the head
# $view is one of the views below, in small letters.
view-tip = Turn the head: { $view } (Alt+{ $number })
view-front = Front
# From between the front and the subject's left side.
view-left = ¾ left
view-right = ¾ right
view-side = Side
view-back = Back
view-top = Top

## The loupe

loupe = Under the loupe
loupe-close = Close
    .tip = Put the loupe away (Escape)
loupe-skin = Skin under the loupe
    .tip = { $width } mm of skin from straight above, { $pixels } pixels a mm
# At the bar that shows the scale.
loupe-scale = 1 mm
cut = The skin cut open
    .tip = The skin cut open here, to scale: pigment as it lies on the day that is shown
cut-no-pigment = No pigment yet.
cut-no-dots = No dots at this spot.
cut-dots = Dots { $width } mm wide, { $depth } mm deep. Needle { $needle } mm, aimed { $aim } mm deep.

## Notes over the head

busy-head = Building the head…
busy-dots = Placing dots…
hold-to-close = Hold Escape for { $seconds } more seconds to close
message-ok = OK
    .tip = Put this away
welcome = A plan to try things on. It is a planning aid, not a promise.
hint-turn = Drag the head to turn it.
hint-time = Drag the timeline below to see the days and years.
hint-step = Choose a step at the left to change something.
hint-ok = Got it
    .tip = Put this hint away
autosave-failed = Changes cannot be kept against a crash, so save often: { $reason }
# Reasons for that.
autosave-no-folder = this user has no folder for them
autosave-bad-folder = { $path } cannot be used: { $reason }
autosave-works-again = Changes are kept against a crash again.
recovery-unreadable = { $path } cannot be read: { $reason }

## Questions

recover =
    { $count ->
        [one] An unsaved plan was found
       *[other] Unsaved plans were found
    }
recover-nothing-lost = Papilla ended before this was saved. Nothing typed or drawn is lost.
# $place is the plan's file, or the words of the next message.
recover-kept = Kept { $ago }; { $place }
recover-never-saved = never saved as a plan
recover-go-on = Recover
    .tip = Go on with this plan
recover-later = Keep for later
    .tip = Leave it where it is; you will be asked again at the next start
recover-discard = Discard
    .tip = Forget these changes for good
# $count is 2 or more.
ago = just now
    .minutes = { $count } minutes ago
    .hours = { $count } hours ago
    .days = { $count } days ago
unsaved =
    .quit = Save the changes before the window closes?
    .demo = Save the changes before the demo opens?
    .open = Save the changes before { $file } opens?
unsaved-save = Save
    .tip = Save the plan, then go on
unsaved-quit = Don't save
    .tip = Close the window; the changes are gone
unsaved-go-on = Don't save
    .tip = Go on; undo brings the changes back while the window is open
unsaved-cancel = Cancel
    .tip = Stay with this plan
# Asked in the window only where the system has no file dialogs.
path-open = Which file?
path-save = Save under which name?
path-why = This system has no file dialogs to show (xdg-desktop-portal or zenity bring them). Type where the file is.
path = Path
    .tip = Folders and name of the file
path-replaces = A file of this name is there and will be replaced.
path-open-this = Open this
    .tip = Open the file of this path
path-save-here = Save here
    .tip = Save the file at this path
path-cancel = Cancel
    .tip = Choose no file
changed = Another program has changed the plan
changed-where = { $path } is not what Papilla last read or wrote.
changed-nothing-lost = Nothing has been written yet, and nothing is lost.
changed-save-as = Save as…
    .tip = Keep both: save yours under another name
changed-overwrite = Overwrite
    .tip = Save yours; what the other program wrote is gone
changed-reload = Reload
    .tip = Take what the other program wrote; undo brings yours back
changed-cancel = Cancel
    .tip = Do neither
scan = Use this scan as the head?
scan-unit = Length of one unit of the file
    .tip = How large the head of the scan is
    .mm = Millimetres
    .cm = Centimetres
    .dm = Decimetres
    .m = Metres
    .inch = Inches
your-head = Your own head…
    .tip = Take a scan of the client's head from a phone or a scanner; or drop its files on the window
scan-skin = Skin of the scan
    .tip = Whose skin is shown: the light in the scan's picture is taken out of it
    .face = The client's face
    .whole = The client's, scalp too
    .model = The plan's skin tone
scan-found = found by itself
scan-up = Axis that points up, to the crown
    .tip = Which way up the head of the scan stands
scan-forward = Axis that points forward, to the nose
    .tip = Which way the face of the scan looks
scan-use = Use this scan
    .tip = Find the head in the scan and draw the plan on it
scan-cancel = Cancel
    .tip = Stay with the present head

## The steps and the window, at the left edge

step-client = Client
    .purpose = Make the head look like yours: skin, hair and face.
step-hair-today = Hair today
    .purpose = Show where hair is missing today, and scars.
step-hairline = Hairline
    .purpose = Choose the line that the hair will seem to start from.
step-sessions = Sessions
    .purpose = Each visit adds a layer of tiny dots.
step-result = Result
    .purpose = Look at it from all sides, in other light and in years to come.
step-tip = { $purpose } (key { $number })
# A verb: show it to people.
present = Present
    .tip = Show only the head, the timeline and the light (P or F11)
present-leave = Steps
    .tip = Show the steps and controls again (Escape)
panel-hide = Hide panel
    .tip = Fold the panel away; the head grows (H)
panel-show = Show panel
    .tip = Open the panel of this step (H)
window = Window
    .tip = Theme, size of the text, contrast
theme-dark = Dark theme
    .tip = Dark panels around the head
theme-light = Light theme
    .tip = Light panels around the head
text-size = Size of text and controls
high-contrast = High contrast
    .tip = Black and white panels with clear edges
# Beside the step's name while the plan has unsaved changes.
unsaved-mark = unsaved
undo = Undo
    .tip = Take the last step back (Ctrl+Z)
redo = Redo
    .tip = Do it again (Ctrl+Shift+Z)
no-such-step = There is no such step yet
# A person.
technician = Technician
    .tip = Show all controls of this step, with the technician's words

## The timeline

timeline = Timeline: before to ten years
    .tip = Drag to choose the day that the head shows
play = Play
    .tip = Tell the story in 20 seconds: before, each session, healing, years (space bar)
    .pause = Pause
session-mark = Session { $number } on day { $day }: drag to move it
    .tip = Session { $number } on day { $day }. Drag to treat on another day; a click shows the head then
# Names of moments.
stop-before = Before
stop-session = Session { $number }
stop-healing = Healing
stop-settled = Settled
stop-day = Day { $number }
stop-month = Month { $number }
# $stop is the name of a moment in small letters.
stop-tip = Show the head then: { $stop }
days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
years =
    { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
    .fraction = { $number } years

## What is seen on the day that is shown

# $ago and $time are days, months or years as above; $state is one of the states below.
caption-before = Before the first session: the hair of today, trimmed short.
caption-no-session = Day { $day }: no session yet.
caption-just-after = Day { $day }, just after session { $session }: darker, bolder and redder than it will be.
caption-first-weeks = Day { $day }: { $state }.
caption-weeks = Day { $day }, { $ago } after session { $session }: { $state }.
caption-years = { $ago } after session { $session }: { $state }.
caption-state =
    .scabs = tiny scabs make the dots look larger than they are
    .shed = the scabs are shed; smaller, lighter dots remain
    .light = lighter than it will be; colour returns by week four
    .returning = colour is coming back
    .settled = settled, as it will look from now on
    .softer = a little softer and lighter
    .lighter = clearly lighter; this is the time for a touch-up
    .faded = faded; a touch-up would bring it back
caption-next-session = The next session is in { $time }.
caption-own-hair = Your own hair has thinned on meanwhile.

## What to beware of in a plan

warning-too-deep = Too deep: { $percent } % of the dots in { $place } lie below { $depth } mm; they will blur and turn blue
    .thin-skin = Too deep: { $percent } % of the dots in { $place } lie below { $depth } mm, where skin is thinner; they will blur and turn blue
# $place of the warning above.
warning-place =
    .frontal = the front
    .mid-scalp = the top
    .vertex = the crown
    .temporal = the temples
    .parietal = the sides
    .occipital = the back
    .nape = the nape
warning-too-shallow = Too shallow: { $percent } % of the dots sit in the epidermis and will be shed
warning-saturated = Saturated in session 1: { $density } dots per cm² leave no room to judge fading and shade; start with 60 to 100
warning-too-dense = Too dense: { $density } dots per cm² in all close the gaps and age into a flat helmet
warning-dots-too-big = Dots too big: a { $needle } mm needle heals to dots twice as wide as any hair
# $first and $second are names of sessions.
warning-too-soon = Too soon: { $days } days between "{ $first }" and "{ $second }"; scabs and fading need 10 to 14
# L* is lightness.
warning-too-dark = Darker than the client's own stubble by { $darker } L* once settled: thin the pigment or place fewer dots
warning-wrong-hue = Another colour than the stubble beside it (ΔE { $difference } besides lightness): a warmer pigment, or less deep
warning-hard-edge = Hard edge: the hairline fades in over { $width } mm; ruled lines give the work away, 6 to 10 look grown
warning-hairline-low = Hairline low: { $height } mm above the brows' middle (70 is youthful, 80 the rule), a forehead { $percent } % of the middle third of the face
warning-corners = Corners filled: they lie { $outside } mm outside the outer corner of the eye, where no grown man has hair
warning-future-loss = May recede behind the new hairline: one more step of hair loss would bare { $area } cm² that is not treated
warning-loss-in-women = A hairline lowered in a woman: if her own line recedes, have a doctor look first

## Figures of two plans beside each other; .term is the technician's word

figure-colour-shown = Colour off, as shown
    .term = dE2000 as shown
    .tip = How far treated skin is in colour from the shaved hair beside it (CIEDE2000); under 2 hardly anybody sees it
figure-colour-settled = Colour off, settled
    .term = dE2000 settled
    .tip = { figure-colour-shown.tip }
figure-colour-5-years = Colour off, 5 years
    .term = dE2000 5 years
    .tip = { figure-colour-shown.tip }
figure-dots = Dots
    .term = Dots
    .tip = Dots of all sessions
figure-work = Time in the chair
    .term = Work
    .tip = Work of all sessions together
figure-mix = Pigment
    .term = Pigment mix
    .tip = Pigment mixture to prepare
figure-papillary = At the right depth
    .term = Papillary share
    .tip = Share of the pigment in the papillary dermis, where dots stay crisp
figure-dot-settled = A dot, settled
    .term = Dot settled
    .tip = How wide the pigment of a dot is, on average; skin makes it look a little wider
figure-dot-5-years = A dot after 5 years
    .term = Dot 5 years
    .tip = { figure-dot-settled.tip }
figure-warnings = Warnings
    .term = Warnings
    .tip = What to beware of; each is told below

## The handout, a page that the client takes home; technician's records stand on it too

handout-promise = Planned with Papilla. Every picture here is a planning aid, not a promise: skins take pigment differently.
handout-picture =
    .before = Before
    .settled = Settled, four weeks after the last session
    .hairline = The hairline from near, settled
    .five-years = After five years without a touch-up
# Attributes are the table's columns.
handout-sessions = Sessions
    .session = Session
    .day = Day
    .pigment = Pigment, water to one part
    .needle = Needle
    .depth = Depth
    .dots = Dots
    .work = Work
    .mix = Mix
# In place of a list of zones.
handout-whole-scalp = the whole scalp
handout-expect = What to expect
expect-work = { $sessions } sessions, about { $hours } hours of work and { $dots } dots in all.
expect-papillary = { $percent } % of the pigment lies in the papillary layer, where dots stay small and keep their colour.
# $seen is one of the attributes.
expect-match = Settled and shaved, the treated scalp is at most { $difference } (CIEDE2000) off the shaved hair beside it: { $seen }.
    .same = hardly to be told from it
    .near = near it
    .other = to be told from it
expect-fresh = Fresh dots look larger and darker than they will be; about a week later they look too pale.
handout-care = After each session
    .note = Where your technician told you otherwise, follow your technician. See a doctor about fever, pus, spreading redness or swelling.
care-first-days = First two days
    .what = Redness goes by itself. Keep the scalp dry, do not touch it, sleep on a clean pillow case.
care-scabs = Days 2 to 5
    .what = Small scabs, like sand. No washing of the scalp, no sweat, no sauna, no swimming; let scabs fall.
care-first-wash = Days 5 to 7
    .what = First gentle wash. First shave only when no scab is left, four days to a week after the session.
care-light-again = Days 7 to 14
    .what = It looks lighter than it will be. Nothing is lost: colour returns by week four.
care-no-sun = Up to day 30
    .what = No sun on the scalp: a hat, not cream. No peeling, no retinol.
care-settled = From day 28
    .what = Settled. This is how it looks from now on; the next session is judged on it.
handout-later = In later years
later-shave = Shave as short as in the pictures, or the hair outgrows the dots.
later-sun = SPF 30 or more whenever the scalp is in the sun: light fades pigment.
later-touch-up = Dots spread and cool a little every year; a touch-up is usual after three to six years.
later-more-loss = Hair may be lost beyond what is treated today: plan later sessions for it.
handout-warnings = To talk over before the first session
# Attributes are the table's other columns, filled in by hand.
handout-record = Record
    .date = Date
    .pigment-lot = Pigment lot number
    .needle-lot = Needle lot number
    .technician = Technician
handout-signature =
    .client = Client, date and signature
    .named-client = Client: { $name }, date and signature
    .technician = Technician, date and signature

## Pictures: views, lights, layers of skin, captions

# On every picture that is taken home, and in the window's last step.
promise = A planning aid, not a promise.
view-name =
    .front = Front
    .three-quarter = Three-quarter
    .three-quarter-right = Three-quarter, right
    .left = Left
    .right = Right
    .back = Back
    .top = Top
    .hairline = Hairline, close
    .crown = Crown, close
    .loupe = Hairline, under the loupe
light-name =
    .bathroom = Bathroom downlight
    .clinic = Clinic LED panels
    .dusk = Dusk
    .flash = Direct flash
    .golden-hour = Golden hour
    .noon-sun = Noon sun
    .office = Office fluorescent
    .overcast = Overcast daylight
    .stage = Stage
    .window = Daylight window
layer =
    .epidermis = Epidermis
    .papillary-dermis = Papillary dermis
    .reticular-dermis = Reticular dermis
    .fat = Fat
# What becomes of pigment in that layer.
layer-fate =
    .epidermis = shed within weeks
    .papillary-dermis = stays, crisp
    .reticular-dermis = stays, blurred and cool
    .fat = spreads
# Columns of the story sheet.
sheet-before = Before
sheet-fresh = Session { $session }, fresh
sheet-later = Session { $session }, { $days } days later
sheet-settled = Session { $session }, settled
# After the name of a plan and a comma.
sheet-beside =
    .settled = settled
    .later = 5 years
