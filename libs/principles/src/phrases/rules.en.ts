import type { PhraseList } from './list.js';

/** Whom agents like to point at. */
const OTHERS =
  '(?:courier|carrier|manufacturer|maker|supplier|bank|post office|postal service|delivery (?:company|people|driver|service|guy)|driver|shipping company|warehouse|factory|vendor|seller|retailer|dealer|shop|store|partner|installer|contractor|subcontractor|provider|network|operator|technician|engineer|fitter|plumber|colleagues?|coworkers?|previous agent|last agent|other (?:team|department|office|shift)|logistics|customs|airline|insurer|insurance|third party|card company|system|computer|software|weather)';

/** What customers ask for. */
const HELP =
  '(?:refund~|replac~|exchang~|return~|accept~|help~|assist~|chang(?:e|ing)|cancel~|repair~|fix~|giv(?:e|ing)|offer~|mak(?:e|ing)|compensat~|pay~|reimburs~|cover~|send~|process~|approv~|honou?r~|waiv~|credit~|allow~|tak(?:e|ing)|authori[sz]~|extend~|reopen~|discuss~|grant~|provid~|deliver~|transfer~|let~|connect~|put~|talk~|escalat~|do(?:ing)?|entertain~|consider~|look~|budge|go|come|issue|handle|resolve|solve|agree|deal|bend|listen|answer|support|speak)';

/** The list of English phrases. */
export const ENGLISH: PhraseList = {
  gap: "(?:[^ ,;:]{1,24} ){0,4}",
  before: "(?:(?=\\W)|(?<![\\w']))",
  after: '(?!\\w)',
  clause: '[,;:–—]| but (?!also)| - ',
  turn: '(?:but|however|instead|what (?:i|we) can|still|nevertheless)',
  words: {
    cant: "(?:can(?:'?t| ?not)|could(?:n'?t| not)|(?:am|are|'m|'re|is|was) (?:not able|unable|not in a position) to|aren'?t able to|unable to)",
    wont: "(?:won'?t|will not|wouldn'?t|would not|(?:am|are|'m|'re) not (?:going|willing|prepared|about|allowed|authori[sz]ed|permitted|supposed) to|aren'?t (?:going|willing|prepared|allowed) to|refuse to|decline to|do(?:n'?t| not) (?:intend|plan|want|have) to)",
    dont: "(?:don'?t|do not|never|no longer)",
    is: "(?:'s| is|'re| are| was| were|'m| am)",
    not: "(?:n'?t| not| never)",
    isnt: "(?:'s not| isn'?t| is not| was not| wasn'?t|'re not| aren'?t| are not| won'?t be| wouldn'?t be)",
    will: "(?:'ll| will| shall| should| may| might|'s going to| is going to|'re going to| are going to|'m going to| am going to)",
    have: "(?:'ve| have)",
    others: OTHERS,
    help: HELP,
  },
  offer: [
    "(?:i|we)(?:{will}) (?!not|never|see|try|think|let you know|be in touch|get back|look into|pass|note)(?:gladly |personally |happily |now |also |still |then |instead |make sure |be )?(?:refund|send|sending|call|calling|ring|replace|exchange|bring|arrange|repair|fix|collect|order|book|credit|pay|ask|find out|put|connect|stop|cancel|correct|change|come|check|speak|talk|take|make|give|offer|transfer|contact|tell|do|reserve|help|show|speak|explain|cover|have|look for|escalate|raise)~",
    '(?:i|we) (?:can|could)(?! ?not|\'t) (?:gladly |happily |certainly |definitely |still |also |however )?(?:offer|reserve|refund|send|give|replace|exchange|arrange|repair|collect|order|book|credit|pay|ask|find|put|connect|stop|cancel|correct|change|check|make|transfer|help|show|do|take|bring|waive|extend|try|apply|get)~',
    "(?:i|we)(?:{have}) (?:already |just |now )?(?:ordered|arranged|found|sent|asked|booked|cancelled|canceled|corrected|stopped|fixed|reserved|credited|opened|put|called|requested|changed|contacted|refunded|replaced|informed)",
    "(?:i|we)(?:'m|'re| am| are) (?:now )?(?:asking|connecting|sending|calling|checking|transferring|ordering|putting|booking|arranging|opening|refunding|replacing|finding)",
    "let me|may i|might i|could you|would you (?:like|mind|prefer)|shall (?:i|we)|allow me|instead|which (?:would|do) you|free of charge|at no (?:extra )?(?:cost|charge)|take care of (?:it|this|that|everything)",
    "you (?:can|may|could) (?:choose|have|get|swap|exchange|still|keep|use|also|return)|you(?:'ll| will) (?:get|receive|have)|(?:is|are) (?:available|free)|what (?:i|we) can do",
  ],
  time: [
    "\\d{1,2}(?::\\d\\d)? ?(?:a\\.?m|p\\.?m|o'clock|h)|\\d{1,2}:\\d\\d|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day~|today|tonight|tomorrow|this (?:morning|afternoon|evening)",
    '(?:at|by|before|until|from|between) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2})',
    '(?:\\d+|an|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty|half an) ?(?:(?:-|to|or) ?(?:\\d+|two|three|four|five|seven|ten) )?(?:more |working |business |calendar |full )?(?:minutes?|hours?|days?|weeks?|months?|hrs?|mins?)',
    '(?:in|within|takes?) a (?:few )?(?:minutes?|moment|seconds?|hour|day|week)|right (?:now|away)|immediately|at once|straight away|this (?:minute|instant)|end of (?:the )?(?:day|week)',
    '(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec) \\d|\\d{1,2}(?:st|nd|rd|th)|\\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)~|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}',
  ],
  reported: ["you (?:have |had |'ve )?(?:said|mentioned|wrote|told (?:us|me)|were (?:told|asked)|been (?:told|asked)|heard|reported|complained|felt)", '(?:nobody|somebody|someone|agent|they) (?:have |has |had )?told you', 'told to', 'whether|in case'],
  rules: {
    cannot: {
      says: [
        '(?:i|we|nobody|no one|us|company|department|team|they) (?:also |really |simply |just |unfortunately |sadly |definitely |certainly |absolutely )?(?:{cant}|{wont}|{dont}) _{help}',
        "(?:i'm|we're) (?:not able|unable|not allowed|not authori[sz]ed|not permitted|not prepared|not willing|not going|not about|not in a position) to _{help}",
        "(?:{cant}|{wont}) (?:help|assist|refund|accept|compensate|replace|exchange|reimburse|cover|pay|make an? exception|do (?:that|this|it|anything|much|more))",
        "nothing (?:more |else |further |much )?(?:that )?(?:i|we) can (?:really )?do|nothing (?:more |else |further )?(?:can|could) be done|nothing (?:more |else )?to be done|not much (?:that )?(?:i|we) can do|nothing (?:more |else )?(?:left )?(?:for (?:me|us) )?to (?:discuss|do|offer)",
        "not (?:something|anything) (?:that )?(?:i'?m|we'?re|i am|we are|i|we|our) _(?:do|offer|can|able|prepared|willing|going|handle|provide)",
        "(?:i|we) (?:have|'ve) (?:got )?no (?:way|means|intention|power|authority|possibility) (?:of|to)",
      ],
      unlessOffered: true,
      unless: [
        "(?:can(?:'?t| ?not)|could(?:n'?t| not)) (?:thank|apologi[sz]e|agree more|stress|wait to|help but|imagine|see|find|hear|reach)|{wont} (?:keep you|close|charge|let you down|let this|let it|rest|disappoint|have to|be charged|make you|give up|stop|put you through)|don'?t (?:want|worry|hesitate)|{dont} (?:want|need|have to (?:do|pay|give|send|return|go))|(?:i|we) (?:don'?t|do not|never) (?:deliver|take (?:reservations|bookings))",
        "would never|refuse to accept such",
      ],
    },
    impossible: {
      says: [
        "(?:it|that|this|which)(?:{isnt}) (?:really |simply |just |going to be )?(?:possible|an option|feasible|doable|happening|going to happen|on the table)",
        'impossible|out of the question|no can do|no chance|not a chance|no way|not gonna happen|absolutely not|certainly not|definitely not|by no means|under no circumstances|forget (?:about )?(?:it|that|the refund|a refund)|no (?:refunds?|returns|exchanges|exceptions|compensation)',
        "(?:can'?t|cannot|won'?t) be (?:done|changed|refunded|returned|exchanged|cancelled|canceled|repaired|replaced|helped|reversed|undone|considered|accepted|accommodated)",
        "not (?:refundable|returnable|negotiable|exchangeable)|non-?(?:refundable|returnable|negotiable)",
        "you (?:{cant}|{wont}|don'?t|do not) (?:just )?(?:get|be getting|receive|return|have|claim|expect|be refunded|exchange|see) _(?:refund|money|anything|it|this|that|one|back|compensation|replacement|penny|cent|discount)",
        "you(?:'re| are) not (?:getting|eligible|entitled|covered|going to get)|not (?:eligible|entitled)|there(?:'s| is| will be| are) no (?:refund|compensation|way|chance|possibility|replacement|point|question of)",
      ],
      unlessOffered: true,
      unless: ['(?:not|never|hardly|nothing is) impossible', "you (?:can'?t|cannot) be expected", 'no refunds? (?:fee|needed)'],
    },
    'by-the-rules': {
      says: [
        "(?:against|not in|not within|outside) (?:our|the|company|store|my) (?:company |store |return |refund )?(?:polic~|rules?|guidelines?|terms|regulations?)",
        "(?:our|the|company|store) (?:company |store |return |refund )?(?:polic~|rules?|terms|guidelines|regulations?|procedures?)(?:{is}| says?| states?| clearly| do(?:es)?(?:n'?t| not)| won'?t| forbids?| prohibits?| prevents?| requires?)",
        "(?:that'?s|it'?s|this is|that is|it is|those are|these are) (?:just |simply |only )?(?:our|the|company|store) (?:polic~|rules?|procedure|regulations?)|rules are rules|company policy|as per (?:our )?polic~|per our polic~|my hands are tied|our hands are tied|hands are tied",
        "(?:the |our )?(?:system|computer|software|screen) (?:just |simply )?(?:won'?t|does(?:n'?t| not)|will not|can'?t|cannot) (?:let|allow|accept|permit|do|take)",
        "(?:i'm|we're|i am|we are|not) (?:not )?(?:allowed|authori[sz]ed|permitted) to",
        "(?:is|are|'s|was) not (?:covered|included|under warranty)|(?:isn'?t|aren'?t|wasn'?t) (?:covered|included|under warranty)|warranty (?:doesn'?t|does not|won'?t) cover|(?:warranty|guarantee|return (?:period|window)|deadline) (?:has |is |had )?(?:already )?(?:expired|ended|run out|over|passed|closed|lapsed)|(?:you'?re|it'?s|you are|it is) (?:\\w+ )?(?:too late|past the)",
        "no exceptions?|if (?:i|we) (?:did|do|made|make|gave) (?:it|that|this|an exception) for (?:you|one)",
      ],
      unlessOffered: true,
      unless: ['exception (?:for you|today)|ask (?:my|the|our) (?:manager|supervisor)|(?:polic~|rules?|terms) (?:allows?|lets?|gives?|entitles?|says? (?:that )?you (?:get|can|may))'],
    },
    'turned-down': {
      says: [
        "(?:request|claim|complaint|application|refund|appeal|case|return|dispute|it|that)(?: has been| have been| was| were| is| got|'s been|'s) (?:\\w+ly )?(?:rejected|denied|refused|declined|turned down|dismissed|not approved|disallowed|closed and)",
        "(?:we|i)(?:'ve| have|'re| are|'m| am)? (?:\\w+ly )?(?:reject(?:ed|ing)?|den(?:y|ied|ying)|refus(?:e|ed|ing)|declin(?:e|ed|ing)|turn(?:ed|ing)? down|dismiss(?:ed|ing)?) (?:your|the|this|that|it|to|any|all)",
        "(?:not|n'?t) (?:been )?(?:approved|granted|upheld|successful)",
      ],
      unlessOffered: true,
      unless: ['by (?:the|your) bank'],
    },
    'last-word': {
      says: [
        "end of (?:story|discussion|conversation|the matter)|(?:that'?s|this is|that is|decision is|it'?s|it is) final|final (?:decision|answer|word|offer)|take it or leave it|(?:answer|it)(?:'s| is|'s still| is still| remains| will be) (?:a )?(?:clear )?no|so no|no means no|i said no|case closed|matter is closed|(?:that|this) (?:closes|ends) the matter|nothing (?:more |further )?to (?:discuss|talk about)|not (?:up for (?:discussion|debate)|negotiating|going to (?:discuss|argue|debate))|non-?negotiable|best (?:i|we) can do|all (?:i|we) can (?:do|offer)|that'?s all (?:i|we) can",
        '^(?:no|nope|nah|no way|never|not possible|sorry,? no)(?: sir| madam)?[ .!]{0,4}$',
        '^(?:no|nope|nah),? (?:(?:we|i|you) (?:can|won|don|do|are|will)|that|it|not|sorry)~(?:\'t| not|\'s not| isn\'t)',
        "(?:manager|supervisor|boss) (?:will|would|'ll|is going to) (?:only |just )?(?:tell|say|give)~ you the same|(?:you )?(?:can'?t|cannot) (?:speak|talk) (?:to|with) _(?:manager|supervisor|superior|boss|anyone|somebody)|(?:manager|supervisor) (?:isn'?t|is not|not) (?:available|here)",
      ],
      unlessOffered: true,
      unless: ['no,? (?:you|it|that|we|i) (?:did nothing|was (?:our|my))|nothing wrong'],
    },
    'no-time': {
      says: [
        "(?:some(?:one|body)|(?:a|the|our|my|one of (?:our|my|the)|another|relevant|responsible) _(?:team|colleagues?|department|technicians?|agents?|person|people|staff|specialists?|manager|experts?|representatives?|engineer)|they|we|i|you|it)(?:{will}) (?:probably |hopefully |certainly |definitely |surely |then |eventually |be )?(?:be in touch|in touch|get(?:ting)? back|contact(?:ing)?|call(?:ing)?|reach(?:ing)? out|follow(?:ing)? up|let(?:ting)? you know|reply(?:ing)?|respond(?:ing)?|ring|hear|be (?:contacted|called|notified|informed)|inform|notify|update|write (?:to|back)|come back to|keep you)",
        "(?:you(?:'ll| will)) (?:\\w+ )?(?:hear (?:from|back)|be (?:contacted|notified|informed|called|updated)|get a (?:call|reply|response|message|letter|mail))",
      ],
      unlessTimed: true,
      unless: ["as soon as (?!possible|(?:i|we|they) (?:can|know|hear|have|get)|there|something|anything)", "when(?:ever)? it suits|before (?:the|he|she|they|i) ", "(?:let you know|tell you) (?:that|what)|(?:call|ring|inform|contact|notify) (?:the|him|her|them|our|my|it|your|ms|mr|everyone)|again from|you (?:to|and) (?:tell|confirm|make sure|explain|ask|discuss)"],
    },
    'some-time': {
      says: [
        "in due course|in due time|at some (?:point|stage|time)|sooner or later|one of these days|in the near future|down the (?:line|road)|some ?(?:day|time or other)|some other (?:day|time)|sometime|when(?:ever)? (?:we|i|they|somebody|someone) (?:can|could|get|gets|have|has|find|finds|manage|feel)|as soon as (?:possible|(?:we|i|they) can|we know)|asap|at (?:our|the) earliest|when it'?s (?:your turn|ready|done)|when the time comes|in (?:its|their) own time|eventually|until further notice|for the time being|or so|one way or another|before too long|before long|any (?:day|time) now",
        "(?:{will}|is|are|be|being|get) _(?:soon|shortly|later|in a (?:while|bit)|presently)",
        "(?:tak(?:es?|ing)|in|within|wait|be|another|give (?:it|us|them)|for|after|need~|maybe|about|perhaps|probably) (?:maybe |about |perhaps |around |another |at least |only |just |up to |probably )?(?:a )?(?:few|couple(?: of)?|several|some|many|little|bit|number of|good) (?:more )?(?:business |working )?(?:days?|weeks?|months?|time|while|longer)",
        "(?:tak(?:es?|ing)|need~|give (?:it|us)) (?:quite )?(?:a while|a bit|time|long|longer|as long)|however long|as long as it takes|a (?:bit|little|while) longer|days,? (?:maybe|or|could|possibly|if not) |(?:a day|a week|two) or (?:two|three|so)",
      ],
      unlessTimed: true,
      unless: ['(?:see|hope|speak|talk|feel|get well|back to work) _soon', 'as soon as (?:the|he|she|your|you|it) ', '(?:hear|see|read|welcome|serve) (?:from )?you _soon', '(?:took|taken|have been|has been|waited|waiting|since)', 'take your time'],
    },
    perhaps: {
      says: [
        "(?:i|we) (?:guess|suppose|reckon|imagine|assume|presume|would (?:think|guess|imagine|assume)|'d (?:say|guess|think|imagine|assume)) (?:that )?(?:it|that|they|so|the|you|we|this|there|some)",
        "(?:i|we) (?:think|believe) (?:that )?(?:it|that|they|the \\w+|this|someone|somebody) (?:might|may|could|should|must|will probably|probably)",
        "(?:maybe|probably|possibly|presumably|perhaps|hopefully|apparently|most likely|likely|supposedly|with (?:a bit of |any |some )?luck|fingers crossed) _(?:it|it'?s|it'?ll|they|they'?ll|someone|somebody|next|later|arriv~|com(?:e|es|ing)|fixed|sent|shipped|refunded|works?|weeks?|days?|months?|lost|delayed|stuck|soon|some|sort~|resolve~|there|another|a glitch|an error|the)",
        "(?:it|that|they|this|there|which|things|(?:the|your|our) (?:\\w+ ){1,2})(?: ?{not})? ?(?:might|may|could|should|ought to|must)(?: not|n'?t)?(?: \\w+ly)? (?:be|have|take|arrive|come|get|work|turn|go|clear|show|happen|still|well|just|already|only|reach|also|vary|sort|resolve)",
        "(?:it|that|they)(?:'ll| will) (?:probably|likely|hopefully|most likely|presumably)|should be (?:fine|ok|okay|alright|all right|there|fixed|done|working|sorted|resolved|with you)|could go either way|more or less|kind of|sort of (?:ok|works)|as far as (?:i|we) (?:know|can tell|understand)|to (?:my|the best of my|our) knowledge|if (?:i'?m not mistaken|i remember|memory serves|all goes well|we'?re lucky|nothing)|(?:usually|normally|typically|generally) _(?:sorts?|works?|resolves?|clears?|goes|turns|comes|arrives|takes|helps|happens|enough|fine)",
      ],
      unlessTimed: true,
      unless: ['\\?', "(?:would|may|could|can) (?:you|i|we) _", 'maybe (?:i|we) can|perhaps (?:i|we) can', "should (?:not )?have|should never|(?:must|could|may|might) (?:not )?have been (?:so |very |really |quite |a )?(?:hard|annoying|frustrating|difficult|worried|upsetting|stressful|terrible|awful|inconvenient|unpleasant|shock)", 'must (?:be|have been) (?:so |very |really |quite |extremely )?(?:hard|annoying|frustrating|difficult|upsetting|stressful|terrible|awful|disappointing)', 'you (?:may|might) (?:like|choose|also)|inconvenience'],
    },
    'do-not-know': {
      says: [
        "(?:i|we)(?:'m| am|'re| are)(?:n'?t| not) (?:really |too |quite |entirely |exactly |so |all that |100% )?(?:sure|certain|aware|clear|familiar)",
        "(?:i|we) (?:really |honestly |just |simply )?(?:don'?t|do not|wouldn'?t|couldn'?t|can'?t|cannot) (?:really |honestly |exactly |even |quite )?(?:know|tell you|say|tell|promise|guarantee|commit|give you (?:a|an|any) (?:date|time|answer|exact|idea|estimate)|see (?:why|what|how))",
        "no idea|no clue|haven'?t (?:got )?(?:a clue|the faintest|any idea)|(?:hard|difficult|tough|impossible|too early) to (?:say|tell|predict|know)|who knows(?: when| why| how| what|[.!?,]|$)|god knows|heaven knows|(?:it|that) (?:all )?depends|anyone'?s guess|anybody'?s guess|your guess is as good|no (?:information|info|details|news|updates?) (?:about|on|yet|at|as|for|available|here)|(?:not|n'?t) (?:yet )?(?:clear|known|decided|foreseeable) (?:yet|when|why|how|at)|(?:can'?t|cannot|hard to) (?:be )?(?:sure|certain|foresee|estimate)|don'?t have (?:any |an )?(?:information|details|idea|answer|eta|update|date|visibility)",
        "nobody (?:here )?(?:really )?knows|we'?ll (?:never )?know|it'?s unclear|unclear (?:when|why|how)|no way of (?:knowing|telling)",
      ],
      unlessOffered: true,
      unless: ['\\?', "(?:can'?t|cannot|couldn'?t) (?:tell|say) (?:you )?how (?:sorry|grateful|much)", "find out|let'?s (?:see|check|find)"],
    },
    'will-see': {
      says: [
        "(?:we|i|let'?s)(?:'ll| will|'re going to|'d have to)? (?:just )?(?:have to )?(?:wait and )?see (?:what|if|how|whether|about|then|when|where)|we(?:'ll| will) (?:just |have to )?see(?: then)?$|see (?:what|if there'?s anything) (?:i|we) can do|(?:we|i)(?:'ll| will) see(?:,|\\.|$)",
        "(?:try|trying|do|doing) (?:our|my|the) (?:very )?(?:best|utmost)|do (?:what|everything) (?:we|i) can|whatever (?:we|i) can|give it a (?:try|go)|(?:'ll| will) try(?: to)?",
        "(?:look|looking|check|checking) into (?:it|this|that|the|your)|working on (?:it|this|that)|on the case|keep (?:you|an eye|everyone)(?: \\w+)? (?:posted|updated|informed|in the loop|on it|on this)|pass(?:ed|ing)? (?:it|this|that|your \\w+|the \\w+)(?: \\w+)? (?:on|along|up|over|forward|to)|make a note of|made a note|take (?:it|this|that) on board|bear (?:it|that|this) in mind|keep (?:it|that|this) in mind|forward(?:ed)? (?:it|this|that|your)",
        "(?:is|are|'s|'re|been|was) (?:currently |still |already |now )?(?:being (?:processed|handled|looked|reviewed|dealt|investigated|worked|checked|examined|sorted|taken care)|under (?:review|investigation|consideration)|in (?:process|progress|hand|the (?:queue|system|pipeline|works))|pending|noted|(?:working|looking|dealing|handling|taking care)\\b)",
      ],
      unlessTimed: true,
      unless: ["(?:we|i)(?:'ll| will) see (?:you|to it)|taking care of (?:you|it for)|find out (?:and|why)"],
    },
    'your-fault': {
      says: [
        "your (?:own )?(?:fault|mistake|error|doing|carelessness|negligence|misuse|mishandling|misunderstanding|oversight|own (?:problem|responsibility|choice|risk|decision|issue))|(?:that|this|it)(?:'s| is| was) (?:really |entirely |actually |just |simply |clearly )?your (?:problem|responsibility|choice|decision|issue|job)|your responsibility to|(?:user|customer|operator|human|handling) error|(?:on|at|from) your (?:end|side|part)|you'?re (?:to blame|responsible|at fault)|you are (?:to blame|responsible|at fault)|you (?:only )?have (?:only )?yourself to blame|blame yourself|no one(?:'s| is)? to blame but",
        "you (?:must|probably|obviously|clearly|evidently|apparently|simply|just|may|might|surely|presumably|seem to|appear to)(?: have)? (?:not )?(?:have )?(?!be|been (?:very|so|really)|like|choose|also|want|know|wish|prefer|need|call|find|feel|contact|ask|reply|rest)(?:\\w+ed|broke~|forgot~|did|done|put|hit|left|lost|gave|given|made|set|misread|read|overlooked|got|gotten|bought|chose~|fell|sent|spilt|spilled|hurt|let|torn|tore|bent)",
        "you (?:didn'?t|did not|don'?t|do not|failed to|forgot to|forgot|never|neglected to|haven'?t|hadn'?t|have not|weren'?t|were not) (?:even |really |properly |actually |bother to |bothered to )?(?:read|reading|follow|tell|told|told us|check|checked|register|registered|pay|paid|mention|say|use|used|keep|kept|turn|install|installed|update|charge|clean|store|look|looked|listen|understand|notice|give|gave|provide|send|sent|reply|answer|answered|pick|enter|fill|filled|complain|report|reported|inform|take|took|ask|asked|save|insure|maintain|confirm|respond|set|plug|connect|close|apply|submit|be|at home|home|careful|paying)",
        "you (?:\\w+ ){1,5}(?:the )?(?:wrong|wrongly|incorrectly|improperly|badly|too (?:hard|hot|late|long|fast|roughly|much|early)|without (?:asking|reading|checking|permission))",
        "you(?:'re| are| were) the one(?:s)? (?:who|that)|it was you who|you (?:signed|agreed to|accepted|ticked|clicked|consented|chose|picked|wanted|asked for|ordered|selected) (?:the (?:contract|terms|conditions|agreement|box|form)|to (?:it|that|this|the)|for it|it(?: yourself)?|this|that|our terms)|(?:that'?s|it'?s|exactly|this is) what you (?:ordered|chose|asked for|signed|agreed|selected|wanted|paid for|get)|you knew (?:what|that|it|about)|you broke|you caused|you damaged|because (?:of )?you|due to your|caused by (?:you|improper|incorrect|misuse|your)|(?:signs? of )?(?:misuse|improper (?:use|handling)|incorrect (?:use|handling)|mishandl~)",
        "what did you (?:do to|expect)|what have you done",
      ],
      unless: [
        "(?:not|n'?t|isn'?t|never|nor) (?:\\w+ )?your|you (?:did|have done|'ve done) (?:nothing|everything right)|nothing wrong|do anything|(?:not|n'?t) (?:anything )?you did|not because of you",
        "did you|you didn'?t (?:need|have|deserve|get|receive|hear)|you (?:don'?t|do not) (?:need|have to|use|take|ask|send)|you must(?: have| be| feel)? (?:been |be )?(?:very |so |really )?(?:worried|angry|annoyed|disappointed|tired|frustrated|upset|shocked|scared|concerned|confused|exhausted|waited|waiting)",
        "our (?:fault|mistake|error)|(?:sent|gave|charged|told|delivered|sold|given|received|billed|got) (?:to )?you (?:the )?wrong|you (?:were|got|received|have received|have been|had to|have had to|have to) ",
      ],
    },
    'you-should-have': {
      says: [
        "you (?:really |simply |just )?(?:should|ought to|could|might|needed to)(?:n'?t| not)?(?:'ve| have) (?!a |an |the |my |our |it |your |received|had|been (?:told|called|informed|given|contacted|asked|offered|treated|refunded|notified|warned|charged|sent|helped)|gotten|got|heard|seen|to )",
        "you (?:should|ought to) (?:be more|pay more|read|know|learn|check|look|look after|take better|think|be careful|have known|at least|first|next time|always|really|just|simply)",
        "if you(?:'d| had| would have|'d have| hadn'?t|'d not) (?:just |only |not |simply |at least |really |bothered )?(?!any|a |questions?|the chance|time|like|prefer|rather|mind|be )\\w+|had you (?:only |just |not )?\\w+|why (?:didn'?t|did|don'?t|haven'?t|hadn'?t|would|wouldn'?t) you|why not (?:read|check|tell|ask|call)|next time,? (?:you )?(?:read|check|be|pay|make|look|think|order|please read|ask|try|just|don'?t)|it was up to you|up to you to|it'?s (?:up to|on) you to|you were (?:supposed|meant|expected|required|told|warned|informed) (?:to|about|that|of|in)|it (?:clearly |plainly )?(?:says|said|states|stated) (?:so |it |clearly )?(?:in|on) (?:the|your|our)|we (?:told|warned|informed) you|(?:anyone|anybody|everyone|everybody|most people) (?:knows|would (?:know|have)|can see|should know)|you bought (?:the|a) (?:cheap~|wrong)",
      ],
      unless: ['if you had any (?:trouble|questions|problems?)|had you (?:a chance|time)|have you had|you were told to calm', "why don'?t (?:you|we) (?:try|take|tell|come|have) "],
    },
    'their-fault': {
      says: [
        "{others}(?:'s|s'| company'?s?)? (?:\\w+ ){0,4}(?:fault|responsib~|to blame|mistake|messed|screwed|mess|liab~|problem|error|matter|doing|negligence|business)(?! (?:is|was) (?:found|fixed|corrected|solved))",
        "(?:fault|mistake|error|responsibility|problem|issue|matter) (?:of|with|lies with|by|for|is with|was with|on) (?:the |our |your |a |my )?{others}|(?:up to|down to|blame|because of) (?:the |our |your )?{others}|(?:it|that|this)(?:'s| is| was) (?:all |only |really |just |actually )?(?:the |our |your |my )?{others} (?:that|who|which|and)",
        "(?:take|bring|raise) (?:it|that|this)(?: up)? (?:with|to) (?:the |your |them|whoever|somebody|someone|our |another)",
        "(?:have to|need to|must|should|better|want to|can|could|please|just|go(?: and)?|try|ought to|then|^|so) (?:contact~|call|ask|speak (?:to|with)|talk (?:to|with)|complain to|go to|check with|write to|turn to|see|phone|ring|email|try|claim (?:from|against)|take) (?:the |your |to |up with the |our )?(?:{others}|them (?:directly|yourself|about)|whoever|someone else|somebody else|another (?:department|team|office|shop|branch))",
        "(?:my|our|a|your|the other|the previous|another|some) (?:\\w+ )?(?:colleagues?|agent|coworker|predecessor|technician|salesman|salesperson|sales team|manager) (?:\\w+ )?(?:told you|said|promised|did|made|forgot|messed|made a mistake|gave you|got it wrong|misinformed|must have|should have|shouldn'?t have)",
        "{others} (?:lost|broke|damaged|delayed|messed|failed|forgot|didn'?t|did not|made|mixed|dropped|caused|did that|does that|did this|must have|should have|screwed|misplaced|won'?t)",
        "whoever (?:told|said|sold|gave|promised|did|sent|packed)|(?:some|any)(?:one|body) else'?s (?:fault|mistake|job|problem|responsibility)|blame (?:it on |the |them|him|her|someone|that on)|(?:it|that)(?:'s| is| was) (?:all )?(?:because of |down to |due to )?(?:their|his|her|somebody'?s) (?:fault|mistake|problem|job|responsibility|error|doing)|they (?:messed|screwed|made the mistake|got it wrong|are (?:responsible|to blame)|'re (?:responsible|to blame))",
      ],
      unlessOffered: true,
      unless: ["(?:don'?t|do not|needn'?t|won'?t) (?:need to|have to) (?:contact|call|ask|speak|go)", "we (?:take care|take responsibility|are responsible|pay|cover|exchange|sort|settle|apologi[sz]e)|i take care|i'?m (?:so |very |truly )?sorry that (?:our|my|the)|(?:our|my) (?:mistake|fault)|the (?:manufacturer|supplier|bank|courier) (?:has )?confirmed", '\\?'],
    },
    'not-ours': {
      says: [
        "nothing to do with (?:us|me|our|my|this (?:department|office|shop))|(?:not|n'?t|isn'?t|never|hardly) (?:really |actually |even |exactly )?(?:our|my|the company'?s) (?:fault|problem|responsibility|job|department|business|concern|issue|area|mistake|doing|error|task|decision|call|place|duty|field|product|matter|thing)|none of (?:our|my) (?:business|concern)",
        "(?:we|i)(?:'re| are|'m| am|'m| were| was|)(?:n'?t| not| in no way) (?:\\w+ )?(?:responsible|liable|to blame|at fault|accountable|in charge|the ones?|involved|obliged|the right (?:person|department|people|team)|part of)|(?:we|i) (?:take|accept|assume|bear|have) no (?:responsibility|liability|blame|influence|control)|(?:can'?t|cannot|won'?t|don'?t) (?:be held|be|take|hold us|accept) (?:responsible|responsibility|liable|liability|accountable|the blame|any blame|any responsibility)|don'?t (?:blame|shout at|look at) (?:me|us)|not (?:to blame|blame us)",
        "out of (?:our|my) (?:hands|control)|beyond (?:our|my) (?:control|power|influence)|(?:no|little) (?:control|influence|say) (?:over|on|in) (?:it|that|this|the|how|what)|(?:i|we) (?:don'?t|do not|didn'?t|did not) (?:handle|deal with|make the|control|decide|manage|do the|write the|set the|design|build|manufacture|run the|have anything to do|make it|make these|make those|own)",
        "(?:different|another|other|wrong) (?:department|team|office|desk|company|section|branch|unit|counter)|not (?:my|our|this) (?:department|desk|team)|(?:i|we|i'm|we're)(?:'m| am|'re| are)? (?:only|just|merely) (?:a |an |the |here to )?(?:work|take|answer|answering|taking|sell|seller|do|handle|pass|call|customer|messenger|employee|clerk|agent|assistant|cashier|trainee|reseller|shop|temp|working|new|read|follow|following|doing|forward|register|receptionist|middleman|intermediary|platform|marketplace|deliver|store)",
        "(?:i|we) (?:wasn'?t|was not|weren'?t) (?:here|there|on shift|working|the one|even|told|informed|involved|aware)|(?:i|we) (?:personally )?(?:didn'?t|did not|never) (?:make|made|take|took|send|sent|do|did|sell|sold|tell|told|promise|promised|say|said|break|pack|packed|write|wrote|cause|book|order|process|write)|(?:it|that) (?:wasn'?t|was not) (?:me|us|my|our)|not (?:me|us) who|before my time|i'?m (?:not|only) (?:the one|human)|i (?:only|just) work here",
        "we (?:did|have done|'ve done|do) (?:our (?:part|job|bit)|everything (?:right|correctly|by the book|we)|nothing wrong)|(?:technician|driver|team|staff|colleagues?|everyone|system) (?:here )?did (?:everything|his job|their job|nothing) (?:right|correctly|wrong)?|(?:fine|perfect|ok|okay|working|intact|undamaged|in order|good|complete|sealed) (?:\\w+ )?when (?:it|we|they) (?:was |were )?(?:left|shipped|sent|delivered|packed|handed|dispatched|sold|checked)|left (?:our|the|us) (?:\\w+ )?(?:warehouse |factory |shop |store )?(?:in (?:good|perfect)|fine|intact|undamaged|on time)|(?:no|not an?y?) (?:fault|error|mistake|problem|issue) (?:on|at|from|with) (?:our|us|my)|(?:everything|all|it|that)(?:'s| is| was| looks?| seems?| works?) (?:\\w+ )?(?:fine|ok|okay|good|in order|normal|correct|working) (?:on|at|from|for) (?:our|my|us|me)",
      ],
      unlessOffered: true,
      unless: ["i'?m responsible|we are responsible|we take|i will speak to the (?:other|responsible)", "(?:didn'?t|did not|never) (?:make|do|take|say|tell) (?:you|it|that|this) (?:clear|well|properly)|sorry (?:that|for)", 'we never (?:want|meant|intended)', '\\?'],
    },
    'only-you': {
      says: [
        "(?:nobody|no one|none|no other (?:customers?|people|person)|not one|not a single|never had|nobody else) (?:\\w+ ){0,4}(?:complain~|problems?|issues?|trouble|reported|said|minded|noticed|asks?|asked|mentioned|objected|had (?:this|that|any)|bothered|wants?|wanted)",
        "(?:other|all (?:the )?other|all our|our other|most|everyone|everybody|the rest|thousands of|hundreds of)(?: of)?(?: our)? ?(?:customers?|people|clients|users|buyers|else)? (?:\\w+ ){0,3}(?:no (?:problem|complaint|trouble|issue)s?|fine|happy|satisfied|manages?|managed|don'?t (?:complain|have|mind)|never (?:complain|had)|without|understands?|gets? it|love|likes?|accepts?|copes?)",
        "you(?:'re| are| were|'d be| would be) (?:literally |about |probably |honestly |really )?the (?:only|first) (?:one|person|customer|caller|client)?|only you|just you|(?:works?|worked|working|fine) (?:\\w+ )?for (?:everyone|everybody|all|the|most|other|all the) ?(?:else|others?|rest|people|customers)|(?:never|haven'?t|not) (?:had|heard|seen|received|come across|happened) (?:of |about )?(?:a |an |this|any|that|such|one|anything|to)(?: \\w+){0,3} ?(?:complaint|problem|issue|before|like (?:this|that)|before)|first (?:time|complaint|one|i'?ve heard)(?: that)?(?: (?:i|we)(?:'ve| have)? (?:ever )?(?:hear|heard|had|seen)| of (?:its|this) kind| about| to complain)|strange,? (?:nobody|no one|it works)|funny,? (?:nobody|no one|it works|how)",
      ],
      unless: ["not the (?:only|first)|nobody (?:should|called|told|has called|came|answered|picked|replied|listened|helped)|no one (?:should|called|told|answered|came)"],
    },
    'calm-down': {
      says: [
        "calm (?:yourself )?down|calm yourself|stay calm|keep calm|(?:just |please )?relax|chill(?: out)?|take it easy|take a deep breath|cool (?:it|down|off)|settle down|simmer down|ease up|get a grip|pull yourself together|lower your voice|keep your (?:voice down|hair on|shirt on)",
        "(?:stop|quit) (?:shouting|yelling|complaining|worrying|whining|moaning|arguing|screaming|interrupting|being|calling|asking|going on|exaggerating|raising|getting|talking|nagging|bothering)",
        "(?:don'?t|do not|no need to|no reason to|needn'?t|no point (?:in )?|not necessary to|why (?:are you |do you have to |so )?|there is no use|no use) (?:be|being|get|getting|make|making|take|taking|shout~|yell~|raise|raising|start~|panic~|argu~|complain~|overreact~|act~|talk~|speak~|swear~|go on|lose your|blow|keep|exaggerat~|threaten~)(?: (?:so|such|all|too|that|into|a|any|your|it|to|at|out|in|this|this way|like))* ?(?:upset|dramatic|rude|angry|silly|difficult|emotional|excited|worked up|personally|tone|fuss|scene|voice|aggressive|mad|hysterical|unreasonable|impatient|ridiculous|sensitive|childish|big deal|drama|argument|trouble|me|us|like that|about it|agitated|hostile|shout~|yell~|temper|over|everything|calling|asking|panic~|of proportion)?",
        "(?:watch|mind) your (?:tone|language|manners|mouth)|you(?:'re| are) (?:just |being |really |clearly |obviously |simply )*(?:overreacting|exaggerating|unreasonable|difficult|rude|dramatic|hysterical|aggressive|emotional|ridiculous|impatient|childish|silly|petty|picky|fussy|paranoid|making a (?:fuss|scene))|(?:making|make|made) (?:such )?(?:a |an )?(?:big |huge |real )?(?:fuss|scene|mountain|song and dance|drama|big deal|issue out)|tone of voice|that tone|with that attitude|your attitude",
      ],
      unless: ["(?:don'?t|no need to|needn'?t) (?:keep|take) (?:the|it) (?:box|with)", "told to calm|(?:don'?t|no need to) (?:make|take) (?:an? |any )?(?:appointment|payment|call|copy|the|it along)|don'?t take (?:it|the) (?:off|out|apart)"],
    },
    'no-big-deal': {
      says: [
        "(?:not|n'?t|hardly|scarcely|never) (?:exactly |really |even |all |actually )?(?:that|such|so|a|worth|all that|quite so|as)(?: a| of a| an| of)? ?(?:big|bad|huge|serious|terrible|important|dramatic|urgent|much of a|tragic|major|getting|complaining|worth|the trouble|the fuss|an emergency|emergency|a tragedy|tragedy|a catastrophe|disaster|drama|long|much|hard|difficult|the effort|arguing)(?: of)?(?: a)? ?(?:deal|problem|issue|thing|upset)?",
        "no big (?:deal|thing)|no biggie|(?:not|n'?t) the end of the world|(?:it|that|this)(?:'s| is| was) (?:only|just|merely|nothing but) (?:a |an |one |some |about )(?:\\w+ )?(?:\\w+)|it'?s nothing|that'?s nothing|nothing (?:serious|to worry about|to get|special|dramatic)|could (?:be|have been) (?:much |a lot |far |way )?worse|be (?:glad|grateful|happy|thankful) (?:that|it|you|we)|(?:count|consider) yourself lucky|you(?:'re| are) lucky|lucky (?:that|it|you)|at least (?:it|you|nobody|no one|we|nothing)",
        "(?:these|those|such|some) things (?:do |just |can |will |sometimes )?happen|(?:that|it|shit|stuff|mistakes|accidents) (?:just |does |can |sometimes |always )?happens?(?: sometimes| all the time| to| every)?(?=[ .!,]|$)|(?:that|it|this)(?:'s| is) (?:just |simply )?(?:how|the way) (?:it|things|this|these|life|we|the system|everything) (?:is|are|works?|goes?|do)|(?:that|it)'?s life|such is life|that'?s business|it is what it is|nobody'?s perfect|no one is perfect|nobody is perfect|nobody (?:died|was hurt|got hurt)|everyone makes mistakes|(?:that|it|this)(?:'s| is) (?:perfectly |completely |totally |quite |absolutely |pretty |very |all )?(?:normal|standard|to be expected|common|nothing unusual)(?: for| with| these| at| in|[.!, ]|$)|(?:get|be|become) used to it|(?:bad|tough|hard) luck|too bad|oh well|tough|what can you do|c'est la vie|welcome to the club|same (?:here|for everyone)|worse things|others have (?:it )?(?:worse|bigger)|(?:we|i) (?:have|'ve) (?:got )?(?:bigger|more important|worse|more urgent)|(?:minor|small|tiny|little|trivial|petty) (?:\\w+ )?(?:matter|detail|thing|inconvenience|scratch|delay|issue|problem|glitch|hiccup)|first world problem|only \\w+ (?:euros?|dollars?|pounds?|minutes?|days?|pence|cents?|hours?)|a (?:little|bit of|few|couple of) (?:scratch~|dust|dirt|delay|noise|waiting|wait|patience)|don'?t see (?:what|the|why) (?:the |your |is |you'?re )?(?:problem|fuss|big deal|issue|complaining|it matters)|what'?s the (?:big deal|problem|fuss|rush|hurry)|you(?:'ll| will) (?:survive|live|get over|manage|cope|be fine|get used)",
      ],
      unlessOffered: true,
      unlessTimed: true,
      unless: ["it(?:'s| is) (?:only|just) (?:fair|right|natural|normal that you)|happened|what happens|it'?s just that (?:i|we)|this happens (?:because|when)|sorry"],
    },
    'do-it-yourself': {
      says: [
        "(?:^|[,;:] |then |so |and |can |could |please |should |have to |need to |must |why not |or )(?:you |you can |you could )?(?:just|simply) (?:look|google|check|read|restart|reboot|go|turn|ignore|live|use|buy|download|call|click|search|get|do|try|follow|fill|reset|reinstall|switch|unplug|send|ask|wait|deal|accept|throw|put|order|write|log|visit|see|take|plug|clean|let|forget|come|type|press|delete|scroll|open|sign|contact|email|visit)",
        "(?:^|[,;:] |please |have to |need to |must |should |go (?:and )?|try |so |then |can |could |better )(?:look|check|read|see|search|google|visit|consult|refer to|go to|try|use|have a look|take a look|look up|go (?:through|on|to)|find)(?: it| that| them| this)?(?: up)? ?(?:on|at|in|for it|to|through)? ?(?:the |our |your |your own )?(?:\\w+ )?(?:web ?site|home ?page|web ?page|web|online|internet|faqs?|manual|instructions?|google|youtube|terms|help (?:page|section|cent(?:er|re))|fine print|small print|app|user guide|guide|contract|forum|portal|documentation)",
        "(?:it|that|everything|the answer|all of that|this|which)(?:'s|'ll be| is| are| was)? (?:all |clearly |already |written |explained |stated |there |right there |described |listed |shown |posted |in black and white )*(?:on|in) (?:the|our|your) (?:\\w+ )?(?:web ?site|home ?page|faqs?|manual|instructions|terms|help (?:page|section)|fine print|small print|app|user guide|contract|documentation|box|packaging|e-?mail)|google (?:it|that|is)|look it up|rtfm|(?:do|find|fix|solve|sort|figure|work|handle|check|manage|try|deal with|arrange|organi[sz]e|see|look|repair|read|collect|pick|take) (?:(?:it|that|this|them|something|one)(?: out| up| back| in| over)? |out )?(?:yourself|yourselves|on your own)|figure (?:it|that) out|(?:you'?ll|you will|you) (?:just )?(?:have to|need to|must|gotta) (?:figure|find|sort|work|deal|come|fill|call|write|go|do|send|start|print|phone|look|make|get|file|submit|talk|ring|bring|buy|live|accept|try|contact)|can'?t do everything for you|not (?:my|our) job to",
        "(?:have|did|didn'?t|haven'?t|can'?t|can|couldn'?t|don'?t|do) you (?:even |actually |not |really |know how to )(?:\\w+ )?(?:read~|check~|tried|try~|look~|turn~|follow~|use~|know|switch~|plug~|google~|see|charg~|restart~|find|work|count|remember)",
      ],
      unlessOffered: true,
      unlessTimed: true,
      unless: ['(?:nothing|all|anything|everything|what) (?:that )?you (?:need|have) to', '(?:glad|happy) to (?:help|stay|assist|explain|send|walk)', 'i (?:have|\'ve) (?:also )?(?:sent|put|written|listed)|my e-?mail', "you (?:don'?t|do not|won'?t|needn'?t)(?: \\w+)? (?:have|need) to", "(?:i|we)(?:'ll| will| can| could| would|'d)? (?:just|simply)"],
    },
    'told-you': {
      says: [
        "(?:like|as) (?:i|we)(?:'ve| have)? (?:already |just |previously |repeatedly |clearly )?(?:said|told|explained|mentioned|stated|informed|keep)|(?:i|we)(?:'ve| have)? (?:already|just|repeatedly|clearly|literally) (?:\\w+ )?(?:told|explained|said|answered|informed|mentioned|went over|been over|been through|gone over)|(?:i|we)(?:'ve| have)? (?:told|explained|said|answered|informed|been|gone)(?: \\w+){0,5} (?:twice|times|already|before|over and over|again and again|enough|through this|over this)|already (?:told|explained|answered|said|informed|been told|been explained|discussed|had this)|how (?:many times|often) (?:do|must|have|should|does|am|will|can)|for the (?:last|second|third|fourth|fifth|tenth|hundredth|umpteenth|nth|\\w+th) time|what (?:part|bit) of|which part of|(?:do|don'?t|didn'?t|can'?t|won'?t|are) you (?:not )?(?:even |still |really )?(?:understand|listening|listen|get it|hear what|get that|getting it|deaf|stupid|kidding)|you(?:'re| are) not listening|you (?:don'?t|do not|clearly don'?t|still don'?t|just don'?t|won'?t) (?:understand|get it|listen|want to understand)|(?:keep|kept) (?:repeating|telling you|saying|explaining)|(?:i'?m|we'?re|am i) (?:not )?(?:going to )?(?:repeat~|say~ it again|explain~ (?:it|this|that) again)|(?:won'?t|can'?t|not going to|don'?t want to) (?:repeat|explain|say|go over|discuss|go through) (?:\\w+ )?(?:\\w+ )?again|we(?:'ve| have)? (?:\\w+ )?been (?:through|over) (?:this|that|it)|same (?:answer|thing) (?:again|as|every|over)|asked (?:me |us |that |this )?(?:\\w+ )?(?:already|before|five|three|ten)|let me (?:say|repeat|spell) (?:it|this|that) (?:\\w+ )?(?:slowly|again|out|one more|once more)|it'?s (?:really |actually |quite |so |very |pretty |not )?(?:simple|obvious|rocket science|that complicated|that hard|so hard|self-explanatory)|obviously|surely you (?:\\w+)|read my (?:last|previous|e-?mail|message|lips|mail)|see my (?:last|previous) (?:mail|e-?mail|message|answer|reply)",
      ],
      unless: ["(?:gladly|happy to|glad to) (?:\\w+ )?(?:explain|go through|repeat)|sorry|apologi[sz]e|thank|(?:a )?simple mistake|let me repeat (?:what|that back|it back)|repeat (?:back|what you)|\\?.*right"],
    },
    'just-wait': {
      says: [
        "(?:you'?ll|you will|you|we all|everyone|everybody)(?:'ll| will)? (?:just |simply |all |still |only |have )?(?:have to|need to|must|got to|gotta|has to|can only) (?:just |simply |be )?(?:wait|be patient|patient|queue|hold|hang|stand in line|wait and see|bear with it|put up|accept|live with)|^(?:just |then |so |well,? |please just )?(?:wait|be patient|have (?:some |a little |a bit of )?patience|hang on|keep waiting|hold your horses)(?: and see| for it| until| a bit| some| longer| your| like| then| patiently|[.!]|$)|(?:please )?(?:be|have) (?:more |a bit more |a little |some |a little bit )?patien(?:t|ce)|wait (?:your turn|and see|like everyone|like everybody|in line|until it'?s|longer)|patience is|(?:like|as) every(?:one|body) else|(?:don'?t|stop|no point|no use|doesn'?t help|won'?t help|can'?t|no need)(?: in| to)? (?:rush~|hurry~|push~|chas~|press~|keep (?:call|ask|writ|chas|phon)~|asking every|call~ (?:again|every|us|back))|calling (?:again |us |back |every\\w* )?(?:won'?t|doesn'?t|will not|isn'?t)|you can'?t rush|(?:won'?t|not) (?:go|get|make it|be) any (?:faster|quicker|sooner)",
        "(?:we|i|they|everyone|lines|our \\w+)(?:'re|'m| are| am| is|'ve been) (?:just |currently |all |really |very |extremely |so |too |quite |rather |pretty |a bit |terribly |incredibly |totally )*(?:busy|swamped|overloaded|overworked|understaffed|short-?staffed|snowed under|up to our|at lunch|on (?:my|our|a) (?:break|lunch)|about to (?:close|finish)|closing|full|in a hurry)|(?:other|more|many|lots of|hundreds of|plenty of|loads of|so many|thousands of)(?: \\w+)? (?:customers?|people|calls?|callers|things|complaints|cases|requests|work|orders|matters)(?: \\w+)? (?:waiting|to (?:take|do|deal|look|answer|attend|serve|handle|see|worry)|in (?:the )?(?:queue|line)|before you|ahead of you|on hold|besides you)|(?:not|n'?t) the only (?:one|customer|person|caller)|hurry up|make it (?:quick|short|fast|snappy)|get to the point|be (?:quick|brief)|is that (?:all|it|everything)(?: now| then)?\\?|(?:are|were) you (?:done|finished|through)|(?:i|we) (?:don'?t|do not|haven'?t|really don'?t) (?:have|got|have got) (?:all day|time|the time|forever)|(?:i|we)(?:'ve| have)? (?:got )?(?:other|more important|better|real)(?: \\w+)? (?:things|work|customers|calls|problems|matters)|(?:i|we)(?:'m| am|'ve| have)? (?:got to|gotta|have to|need to|must|'ll|will) (?:go|hang up|end (?:this|the) call|finish|close (?:this|the) (?:call|chat))(?: now)?|(?:my|our) (?:shift|lunch|break|working day) (?:ends|is|starts|begins|was)|wast(?:e|es|ing) (?:of )?(?:my|our) time",
        "(?:^|please |just |then |so |better |or |and |have to |[,;] )(?:call|try|come|write|ring|phone|ask|check|get in touch|come in|contact us|call us|call me|ring us|email us|check back|come back|call back|try us|try it|try calling)(?: \\w+)?(?: back| again)? (?:later|some other time|another (?:day|time)|again|next (?:week|month|year|time)|in a (?:few|couple)|some (?:other )?time|after the|when (?:we|it|i|the|you)|on another|tomorrow|on monday|during)",
      ],
      unlessOffered: true,
      unless: ['not the only one (?:affected|who (?:reported|told|noticed))', '(?:wait|hold) (?:a |one |for a |just a )?(?:moment|second|minute|two minutes|while i)|thank you for (?:your patience|being|waiting|holding)|patience|may i (?:call|ring)|have (?:\\w+ )?try it again for you|i(?:\'ll| will) (?:call|ring|try) |i hope'],
    },
    'suit-yourself': {
      says: [
        "whatever(?: you (?:say|like|want|think|please)|[.!]|$)|suit yourself|(?:go|please go|then go|feel free to|just go|you can go|you'?re (?:welcome|free) to)(?: right)?(?: ahead| on)?(?: and)? (?:complain~|sue|leave (?:a |us |your )|write (?:a |to |your )|post|report|call (?:a|your|the) (?:lawyer|police|press)|go to (?:the|a|court)|shop|buy|take|cancel|tell|switch|try)|(?:do|think|say|believe|write|tell)(?: them)? (?:what|whatever|as|anything) you (?:like|want|please|wish|need|must|will|think|have to)|if you(?:'re| are)? (?:don'?t|do not|not|aren'?t) (?:like|happy|satisfied|want|agree|pleased|content|interested|trust|care)(?: \\w+){0,4},? (?:then |you (?:can |are free|should|may|could|might)|don'?t|go |buy |shop |leave |cancel |take |return |find |complain|tough|too|that'?s|there'?s|switch|try)|(?:shop|buy|go|look|try|find|order|take (?:it|that|your (?:business|money|custom))|get (?:it|one|them)) (?:\\w+ )?(?:elsewhere|somewhere else|someplace else|to (?:another|a competitor|our competitors?|the competition)|from (?:someone|somebody|somewhere) else|at another)|(?:another|a different|other) (?:company|shop|store|provider|supplier|competitor)s?|nobody(?:'s| is)? (?:forc~|mak~|ask~|keep~) (?:you|it)|no one(?:'s| is)? (?:forc~|mak~|ask~|keep~) (?:you|it)",
        "(?:that'?s|it'?s|this is) your (?:opinion|view|problem|choice|point of view)|(?:your|that'?s|sounds like a|like a) (?:you|personal) problem|so what|and so\\?|who cares|(?:i|we) (?:don'?t|do not|couldn'?t|could not) (?:really )?(?:care|give a)|what (?:do|did|else do|more do|exactly do|am i|are we|would) you (?:want|expect|think|suggest)(?: from)? (?:me|us|i|we)(?: to do| to say| can do| about| do|\\?|$| should)|what (?:am i|are we|can i|can we) (?:supposed|meant|expected|to)(?: \\w+){0,2} (?:do|say)|what (?:do|did) you expect|(?:don'?t|not|no need to|needn'?t) (?:bother|waste|trouble)(?: \\w+)?|not interested|(?:deal|live|cope) with (?:it|that)|get over (?:it|yourself)|move on|let it go|drop it|forget (?:about )?it|never mind|(?:leave|stop bothering|spare) (?:me|us) (?:alone|the|with|in)|(?:i|we)(?:'ve| have)? (?:had|heard) enough|enough (?:already|of (?:this|that)|now)|give it a rest|(?:good|best of) luck with (?:that|it)|knock yourself out|be my guest|see if (?:i|we) care|(?:won'?t|doesn'?t|not going to|will not|don'?t|wouldn'?t) (?:make (?:a|any) difference|change anything|help you|do you any good|get you (?:anywhere|far))|(?:come|there'?s) nothing (?:will )?(?:come )?of it|not my (?:problem|concern)|^(?:yeah|ok|okay|fine|sure|noted|duly noted|right|yes|uh[- ]?huh|aha|great)?,? ?(?:whatever|noted|duly noted|yeah yeah|and\\?|so\\?)[ .!?]*$|^(?:ok(?:ay)?|fine|right|noted|good|well),? (?:if you say so|i get it|got it|we get it|understood|anything else\\?|next)|(?:ok|okay|fine|yes|yeah|right),? (?:yes|yeah|sure|ok|okay|fine)(?:,| )|if you say so|(?:go|get) (?:away|lost|a life)|bye(?: then)?[.!]|(?:that'?ll|will) be all|i'?m hanging up|(?:i|we) get (?:it|that all the time)|don'?t (?:call|contact|write|come)(?: us| me| here| back)?(?: again| anymore| any more| back)",
      ],
      unless: ["what would you like|like us to|if (?:you'?re|you are) not (?:satisfied|happy),? (?:we|i|please (?:tell|let|call))|(?:don'?t|do not) hesitate|don'?t throw|would you"],
    },
  },
};
