// The English and the French list of BIP-0039 (MIT licence), 2048 words each, in the order of the standard, as they stand in
// @scure/bip39 2.4.0. What a word is worth is its place: a list that changes makes papers that were printed unreadable. The
// first four letters of a word, accents aside, are those of no other word of its list.

export const wordLanguages = ['en', 'fr'] as const;
export type WordLanguage = (typeof wordLanguages)[number];

const english = `
  abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid
  acoustic acquire across act action actor actress actual adapt add addict address adjust admit adult advance
  advice aerobic affair afford afraid again age agent agree ahead aim air airport aisle alarm album alcohol alert
  alien all alley allow almost alone alpha already also alter always amateur amazing among amount amused analyst
  anchor ancient anger angle angry animal ankle announce annual another answer antenna antique anxiety any apart
  apology appear apple approve april arch arctic area arena argue arm armed armor army around arrange arrest
  arrive arrow art artefact artist artwork ask aspect assault asset assist assume asthma athlete atom attack
  attend attitude attract auction audit august aunt author auto autumn average avocado avoid awake aware away
  awesome awful awkward axis baby bachelor bacon badge bag balance balcony ball bamboo banana banner bar barely
  bargain barrel base basic basket battle beach bean beauty because become beef before begin behave behind believe
  below belt bench benefit best betray better between beyond bicycle bid bike bind biology bird birth bitter black
  blade blame blanket blast bleak bless blind blood blossom blouse blue blur blush board boat body boil bomb bone
  bonus book boost border boring borrow boss bottom bounce box boy bracket brain brand brass brave bread breeze
  brick bridge brief bright bring brisk broccoli broken bronze broom brother brown brush bubble buddy budget
  buffalo build bulb bulk bullet bundle bunker burden burger burst bus business busy butter buyer buzz cabbage
  cabin cable cactus cage cake call calm camera camp can canal cancel candy cannon canoe canvas canyon capable
  capital captain car carbon card cargo carpet carry cart case cash casino castle casual cat catalog catch
  category cattle caught cause caution cave ceiling celery cement census century cereal certain chair chalk
  champion change chaos chapter charge chase chat cheap check cheese chef cherry chest chicken chief child chimney
  choice choose chronic chuckle chunk churn cigar cinnamon circle citizen city civil claim clap clarify claw clay
  clean clerk clever click client cliff climb clinic clip clock clog close cloth cloud clown club clump cluster
  clutch coach coast coconut code coffee coil coin collect color column combine come comfort comic common company
  concert conduct confirm congress connect consider control convince cook cool copper copy coral core corn correct
  cost cotton couch country couple course cousin cover coyote crack cradle craft cram crane crash crater crawl
  crazy cream credit creek crew cricket crime crisp critic crop cross crouch crowd crucial cruel cruise crumble
  crunch crush cry crystal cube culture cup cupboard curious current curtain curve cushion custom cute cycle dad
  damage damp dance danger daring dash daughter dawn day deal debate debris decade december decide decline
  decorate decrease deer defense define defy degree delay deliver demand demise denial dentist deny depart depend
  deposit depth deputy derive describe desert design desk despair destroy detail detect develop device devote
  diagram dial diamond diary dice diesel diet differ digital dignity dilemma dinner dinosaur direct dirt disagree
  discover disease dish dismiss disorder display distance divert divide divorce dizzy doctor document dog doll
  dolphin domain donate donkey donor door dose double dove draft dragon drama drastic draw dream dress drift drill
  drink drip drive drop drum dry duck dumb dune during dust dutch duty dwarf dynamic eager eagle early earn earth
  easily east easy echo ecology economy edge edit educate effort egg eight either elbow elder electric elegant
  element elephant elevator elite else embark embody embrace emerge emotion employ empower empty enable enact end
  endless endorse enemy energy enforce engage engine enhance enjoy enlist enough enrich enroll ensure enter entire
  entry envelope episode equal equip era erase erode erosion error erupt escape essay essence estate eternal
  ethics evidence evil evoke evolve exact example excess exchange excite exclude excuse execute exercise exhaust
  exhibit exile exist exit exotic expand expect expire explain expose express extend extra eye eyebrow fabric face
  faculty fade faint faith fall false fame family famous fan fancy fantasy farm fashion fat fatal father fatigue
  fault favorite feature february federal fee feed feel female fence festival fetch fever few fiber fiction field
  figure file film filter final find fine finger finish fire firm first fiscal fish fit fitness fix flag flame
  flash flat flavor flee flight flip float flock floor flower fluid flush fly foam focus fog foil fold follow food
  foot force forest forget fork fortune forum forward fossil foster found fox fragile frame frequent fresh friend
  fringe frog front frost frown frozen fruit fuel fun funny furnace fury future gadget gain galaxy gallery game
  gap garage garbage garden garlic garment gas gasp gate gather gauge gaze general genius genre gentle genuine
  gesture ghost giant gift giggle ginger giraffe girl give glad glance glare glass glide glimpse globe gloom glory
  glove glow glue goat goddess gold good goose gorilla gospel gossip govern gown grab grace grain grant grape
  grass gravity great green grid grief grit grocery group grow grunt guard guess guide guilt guitar gun gym habit
  hair half hammer hamster hand happy harbor hard harsh harvest hat have hawk hazard head health heart heavy
  hedgehog height hello helmet help hen hero hidden high hill hint hip hire history hobby hockey hold hole holiday
  hollow home honey hood hope horn horror horse hospital host hotel hour hover hub huge human humble humor hundred
  hungry hunt hurdle hurry hurt husband hybrid ice icon idea identify idle ignore ill illegal illness image
  imitate immense immune impact impose improve impulse inch include income increase index indicate indoor industry
  infant inflict inform inhale inherit initial inject injury inmate inner innocent input inquiry insane insect
  inside inspire install intact interest into invest invite involve iron island isolate issue item ivory jacket
  jaguar jar jazz jealous jeans jelly jewel job join joke journey joy judge juice jump jungle junior junk just
  kangaroo keen keep ketchup key kick kid kidney kind kingdom kiss kit kitchen kite kitten kiwi knee knife knock
  know lab label labor ladder lady lake lamp language laptop large later latin laugh laundry lava law lawn lawsuit
  layer lazy leader leaf learn leave lecture left leg legal legend leisure lemon lend length lens leopard lesson
  letter level liar liberty library license life lift light like limb limit link lion liquid list little live
  lizard load loan lobster local lock logic lonely long loop lottery loud lounge love loyal lucky luggage lumber
  lunar lunch luxury lyrics machine mad magic magnet maid mail main major make mammal man manage mandate mango
  mansion manual maple marble march margin marine market marriage mask mass master match material math matrix
  matter maximum maze meadow mean measure meat mechanic medal media melody melt member memory mention menu mercy
  merge merit merry mesh message metal method middle midnight milk million mimic mind minimum minor minute miracle
  mirror misery miss mistake mix mixed mixture mobile model modify mom moment monitor monkey monster month moon
  moral more morning mosquito mother motion motor mountain mouse move movie much muffin mule multiply muscle
  museum mushroom music must mutual myself mystery myth naive name napkin narrow nasty nation nature near neck
  need negative neglect neither nephew nerve nest net network neutral never news next nice night noble noise
  nominee noodle normal north nose notable note nothing notice novel now nuclear number nurse nut oak obey object
  oblige obscure observe obtain obvious occur ocean october odor off offer office often oil okay old olive olympic
  omit once one onion online only open opera opinion oppose option orange orbit orchard order ordinary organ
  orient original orphan ostrich other outdoor outer output outside oval oven over own owner oxygen oyster ozone
  pact paddle page pair palace palm panda panel panic panther paper parade parent park parrot party pass patch
  path patient patrol pattern pause pave payment peace peanut pear peasant pelican pen penalty pencil people
  pepper perfect permit person pet phone photo phrase physical piano picnic picture piece pig pigeon pill pilot
  pink pioneer pipe pistol pitch pizza place planet plastic plate play please pledge pluck plug plunge poem poet
  point polar pole police pond pony pool popular portion position possible post potato pottery poverty powder
  power practice praise predict prefer prepare present pretty prevent price pride primary print priority prison
  private prize problem process produce profit program project promote proof property prosper protect proud
  provide public pudding pull pulp pulse pumpkin punch pupil puppy purchase purity purpose purse push put puzzle
  pyramid quality quantum quarter question quick quit quiz quote rabbit raccoon race rack radar radio rail rain
  raise rally ramp ranch random range rapid rare rate rather raven raw razor ready real reason rebel rebuild
  recall receive recipe record recycle reduce reflect reform refuse region regret regular reject relax release
  relief rely remain remember remind remove render renew rent reopen repair repeat replace report require rescue
  resemble resist resource response result retire retreat return reunion reveal review reward rhythm rib ribbon
  rice rich ride ridge rifle right rigid ring riot ripple risk ritual rival river road roast robot robust rocket
  romance roof rookie room rose rotate rough round route royal rubber rude rug rule run runway rural sad saddle
  sadness safe sail salad salmon salon salt salute same sample sand satisfy satoshi sauce sausage save say scale
  scan scare scatter scene scheme school science scissors scorpion scout scrap screen script scrub sea search
  season seat second secret section security seed seek segment select sell seminar senior sense sentence series
  service session settle setup seven shadow shaft shallow share shed shell sheriff shield shift shine ship shiver
  shock shoe shoot shop short shoulder shove shrimp shrug shuffle shy sibling sick side siege sight sign silent
  silk silly silver similar simple since sing siren sister situate six size skate sketch ski skill skin skirt
  skull slab slam sleep slender slice slide slight slim slogan slot slow slush small smart smile smoke smooth
  snack snake snap sniff snow soap soccer social sock soda soft solar soldier solid solution solve someone song
  soon sorry sort soul sound soup source south space spare spatial spawn speak special speed spell spend sphere
  spice spider spike spin spirit split spoil sponsor spoon sport spot spray spread spring spy square squeeze
  squirrel stable stadium staff stage stairs stamp stand start state stay steak steel stem step stereo stick still
  sting stock stomach stone stool story stove strategy street strike strong struggle student stuff stumble style
  subject submit subway success such sudden suffer sugar suggest suit summer sun sunny sunset super supply supreme
  sure surface surge surprise surround survey suspect sustain swallow swamp swap swarm swear sweet swift swim
  swing switch sword symbol symptom syrup system table tackle tag tail talent talk tank tape target task taste
  tattoo taxi teach team tell ten tenant tennis tent term test text thank that theme then theory there they thing
  this thought three thrive throw thumb thunder ticket tide tiger tilt timber time tiny tip tired tissue title
  toast tobacco today toddler toe together toilet token tomato tomorrow tone tongue tonight tool tooth top topic
  topple torch tornado tortoise toss total tourist toward tower town toy track trade traffic tragic train transfer
  trap trash travel tray treat tree trend trial tribe trick trigger trim trip trophy trouble truck true truly
  trumpet trust truth try tube tuition tumble tuna tunnel turkey turn turtle twelve twenty twice twin twist two
  type typical ugly umbrella unable unaware uncle uncover under undo unfair unfold unhappy uniform unique unit
  universe unknown unlock until unusual unveil update upgrade uphold upon upper upset urban urge usage use used
  useful useless usual utility vacant vacuum vague valid valley valve van vanish vapor various vast vault vehicle
  velvet vendor venture venue verb verify version very vessel veteran viable vibrant vicious victory video view
  village vintage violin virtual virus visa visit visual vital vivid vocal voice void volcano volume vote voyage
  wage wagon wait walk wall walnut want warfare warm warrior wash wasp waste water wave way wealth weapon wear
  weasel weather web wedding weekend weird welcome west wet whale what wheat wheel when where whip whisper wide
  width wife wild will win window wine wing wink winner winter wire wisdom wise wish witness wolf woman wonder
  wood wool word work world worry worth wrap wreck wrestle wrist write wrong yard year yellow you young youth
  zebra zero zone zoo
`;

const french = `
  abaisser abandon abdiquer abeille abolir aborder aboutir aboyer abrasif abreuver abriter abroger abrupt absence
  absolu absurde abusif abyssal académie acajou acarien accabler accepter acclamer accolade accroche accuser
  acerbe achat acheter aciduler acier acompte acquérir acronyme acteur actif actuel adepte adéquat adhésif
  adjectif adjuger admettre admirer adopter adorer adoucir adresse adroit adulte adverbe aérer aéronef affaire
  affecter affiche affreux affubler agacer agencer agile agiter agrafer agréable agrume aider aiguille ailier
  aimable aisance ajouter ajuster alarmer alchimie alerte algèbre algue aliéner aliment alléger alliage allouer
  allumer alourdir alpaga altesse alvéole amateur ambigu ambre aménager amertume amidon amiral amorcer amour
  amovible amphibie ampleur amusant analyse anaphore anarchie anatomie ancien anéantir angle angoisse anguleux
  animal annexer annonce annuel anodin anomalie anonyme anormal antenne antidote anxieux apaiser apéritif aplanir
  apologie appareil appeler apporter appuyer aquarium aqueduc arbitre arbuste ardeur ardoise argent arlequin
  armature armement armoire armure arpenter arracher arriver arroser arsenic artériel article aspect asphalte
  aspirer assaut asservir assiette associer assurer asticot astre astuce atelier atome atrium atroce attaque
  attentif attirer attraper aubaine auberge audace audible augurer aurore automne autruche avaler avancer avarice
  avenir averse aveugle aviateur avide avion aviser avoine avouer avril axial axiome badge bafouer bagage baguette
  baignade balancer balcon baleine balisage bambin bancaire bandage banlieue bannière banquier barbier baril baron
  barque barrage bassin bastion bataille bateau batterie baudrier bavarder belette bélier belote bénéfice berceau
  berger berline bermuda besace besogne bétail beurre biberon bicycle bidule bijou bilan bilingue billard binaire
  biologie biopsie biotype biscuit bison bistouri bitume bizarre blafard blague blanchir blessant blinder blond
  bloquer blouson bobard bobine boire boiser bolide bonbon bondir bonheur bonifier bonus bordure borne botte
  boucle boueux bougie boulon bouquin bourse boussole boutique boxeur branche brasier brave brebis brèche breuvage
  bricoler brigade brillant brioche brique brochure broder bronzer brousse broyeur brume brusque brutal bruyant
  buffle buisson bulletin bureau burin bustier butiner butoir buvable buvette cabanon cabine cachette cadeau cadre
  caféine caillou caisson calculer calepin calibre calmer calomnie calvaire camarade caméra camion campagne canal
  caneton canon cantine canular capable caporal caprice capsule capter capuche carabine carbone caresser caribou
  carnage carotte carreau carton cascade casier casque cassure causer caution cavalier caverne caviar cédille
  ceinture céleste cellule cendrier censurer central cercle cérébral cerise cerner cerveau cesser chagrin chaise
  chaleur chambre chance chapitre charbon chasseur chaton chausson chavirer chemise chenille chéquier chercher
  cheval chien chiffre chignon chimère chiot chlorure chocolat choisir chose chouette chrome chute cigare cigogne
  cimenter cinéma cintrer circuler cirer cirque citerne citoyen citron civil clairon clameur claquer classe
  clavier client cligner climat clivage cloche clonage cloporte cobalt cobra cocasse cocotier coder codifier
  coffre cogner cohésion coiffer coincer colère colibri colline colmater colonel combat comédie commande compact
  concert conduire confier congeler connoter consonne contact convexe copain copie corail corbeau cordage corniche
  corpus correct cortège cosmique costume coton coude coupure courage couteau couvrir coyote crabe crainte cravate
  crayon créature créditer crémeux creuser crevette cribler crier cristal critère croire croquer crotale crucial
  cruel crypter cubique cueillir cuillère cuisine cuivre culminer cultiver cumuler cupide curatif curseur cyanure
  cycle cylindre cynique daigner damier danger danseur dauphin débattre débiter déborder débrider débutant décaler
  décembre déchirer décider déclarer décorer décrire décupler dédale déductif déesse défensif défiler défrayer
  dégager dégivrer déglutir dégrafer déjeuner délice déloger demander demeurer démolir dénicher dénouer dentelle
  dénuder départ dépenser déphaser déplacer déposer déranger dérober désastre descente désert désigner désobéir
  dessiner destrier détacher détester détourer détresse devancer devenir deviner devoir diable dialogue diamant
  dicter différer digérer digital digne diluer dimanche diminuer dioxyde directif diriger discuter disposer
  dissiper distance divertir diviser docile docteur dogme doigt domaine domicile dompter donateur donjon donner
  dopamine dortoir dorure dosage doseur dossier dotation douanier double douceur douter doyen dragon draper
  dresser dribbler droiture duperie duplexe durable durcir dynastie éblouir écarter écharpe échelle éclairer
  éclipse éclore écluse école économie écorce écouter écraser écrémer écrivain écrou écume écureuil édifier
  éduquer effacer effectif effigie effort effrayer effusion égaliser égarer éjecter élaborer élargir électron
  élégant éléphant élève éligible élitisme éloge élucider éluder emballer embellir embryon émeraude émission
  emmener émotion émouvoir empereur employer emporter emprise émulsion encadrer enchère enclave encoche endiguer
  endosser endroit enduire énergie enfance enfermer enfouir engager engin englober énigme enjamber enjeu enlever
  ennemi ennuyeux enrichir enrobage enseigne entasser entendre entier entourer entraver énumérer envahir enviable
  envoyer enzyme éolien épaissir épargne épatant épaule épicerie épidémie épier épilogue épine épisode épitaphe
  époque épreuve éprouver épuisant équerre équipe ériger érosion erreur éruption escalier espadon espèce espiègle
  espoir esprit esquiver essayer essence essieu essorer estime estomac estrade étagère étaler étanche étatique
  éteindre étendoir éternel éthanol éthique ethnie étirer étoffer étoile étonnant étourdir étrange étroit étude
  euphorie évaluer évasion éventail évidence éviter évolutif évoquer exact exagérer exaucer exceller excitant
  exclusif excuse exécuter exemple exercer exhaler exhorter exigence exiler exister exotique expédier explorer
  exposer exprimer exquis extensif extraire exulter fable fabuleux facette facile facture faiblir falaise fameux
  famille farceur farfelu farine farouche fasciner fatal fatigue faucon fautif faveur favori fébrile féconder
  fédérer félin femme fémur fendoir féodal fermer féroce ferveur festival feuille feutre février fiasco ficeler
  fictif fidèle figure filature filetage filière filleul filmer filou filtrer financer finir fiole firme fissure
  fixer flairer flamme flasque flatteur fléau flèche fleur flexion flocon flore fluctuer fluide fluvial folie
  fonderie fongible fontaine forcer forgeron formuler fortune fossile foudre fougère fouiller foulure fourmi
  fragile fraise franchir frapper frayeur frégate freiner frelon frémir frénésie frère friable friction frisson
  frivole froid fromage frontal frotter fruit fugitif fuite fureur furieux furtif fusion futur gagner galaxie
  galerie gambader garantir gardien garnir garrigue gazelle gazon géant gélatine gélule gendarme général génie
  genou gentil géologie géomètre géranium germe gestuel geyser gibier gicler girafe givre glace glaive glisser
  globe gloire glorieux golfeur gomme gonfler gorge gorille goudron gouffre goulot goupille gourmand goutte
  graduel graffiti graine grand grappin gratuit gravir grenat griffure griller grimper grogner gronder grotte
  groupe gruger grutier gruyère guépard guerrier guide guimauve guitare gustatif gymnaste gyrostat habitude
  hachoir halte hameau hangar hanneton haricot harmonie harpon hasard hélium hématome herbe hérisson hermine héron
  hésiter heureux hiberner hibou hilarant histoire hiver homard hommage homogène honneur honorer honteux horde
  horizon horloge hormone horrible houleux housse hublot huileux humain humble humide humour hurler hydromel
  hygiène hymne hypnose idylle ignorer iguane illicite illusion image imbiber imiter immense immobile immuable
  impact impérial implorer imposer imprimer imputer incarner incendie incident incliner incolore indexer indice
  inductif inédit ineptie inexact infini infliger informer infusion ingérer inhaler inhiber injecter injure
  innocent inoculer inonder inscrire insecte insigne insolite inspirer instinct insulter intact intense intime
  intrigue intuitif inutile invasion inventer inviter invoquer ironique irradier irréel irriter isoler ivoire
  ivresse jaguar jaillir jambe janvier jardin jauger jaune javelot jetable jeton jeudi jeunesse joindre joncher
  jongler joueur jouissif journal jovial joyau joyeux jubiler jugement junior jupon juriste justice juteux
  juvénile kayak kimono kiosque label labial labourer lacérer lactose lagune laine laisser laitier lambeau lamelle
  lampe lanceur langage lanterne lapin largeur larme laurier lavabo lavoir lecture légal léger légume lessive
  lettre levier lexique lézard liasse libérer libre licence licorne liège lièvre ligature ligoter ligue limer
  limite limonade limpide linéaire lingot lionceau liquide lisière lister lithium litige littoral livreur logique
  lointain loisir lombric loterie louer lourd loutre louve loyal lubie lucide lucratif lueur lugubre luisant
  lumière lunaire lundi luron lutter luxueux machine magasin magenta magique maigre maillon maintien mairie maison
  majorer malaxer maléfice malheur malice mallette mammouth mandater maniable manquant manteau manuel marathon
  marbre marchand mardi maritime marqueur marron marteler mascotte massif matériel matière matraque maudire
  maussade mauve maximal méchant méconnu médaille médecin méditer méduse meilleur mélange mélodie membre mémoire
  menacer mener menhir mensonge mentor mercredi mérite merle messager mesure métal météore méthode métier meuble
  miauler microbe miette mignon migrer milieu million mimique mince minéral minimal minorer minute miracle
  miroiter missile mixte mobile moderne moelleux mondial moniteur monnaie monotone monstre montagne monument
  moqueur morceau morsure mortier moteur motif mouche moufle moulin mousson mouton mouvant multiple munition
  muraille murène murmure muscle muséum musicien mutation muter mutuel myriade myrtille mystère mythique nageur
  nappe narquois narrer natation nation nature naufrage nautique navire nébuleux nectar néfaste négation négliger
  négocier neige nerveux nettoyer neurone neutron neveu niche nickel nitrate niveau noble nocif nocturne noirceur
  noisette nomade nombreux nommer normatif notable notifier notoire nourrir nouveau novateur novembre novice nuage
  nuancer nuire nuisible numéro nuptial nuque nutritif obéir objectif obliger obscur observer obstacle obtenir
  obturer occasion occuper océan octobre octroyer octupler oculaire odeur odorant offenser officier offrir ogive
  oiseau oisillon olfactif olivier ombrage omettre onctueux onduler onéreux onirique opale opaque opérer opinion
  opportun opprimer opter optique orageux orange orbite ordonner oreille organe orgueil orifice ornement orque
  ortie osciller osmose ossature otarie ouragan ourson outil outrager ouvrage ovation oxyde oxygène ozone paisible
  palace palmarès palourde palper panache panda pangolin paniquer panneau panorama pantalon papaye papier papoter
  papyrus paradoxe parcelle paresse parfumer parler parole parrain parsemer partager parure parvenir passion
  pastèque paternel patience patron pavillon pavoiser payer paysage peigne peintre pelage pélican pelle pelouse
  peluche pendule pénétrer pénible pensif pénurie pépite péplum perdrix perforer période permuter perplexe persil
  perte peser pétale petit pétrir peuple pharaon phobie phoque photon phrase physique piano pictural pièce pierre
  pieuvre pilote pinceau pipette piquer pirogue piscine piston pivoter pixel pizza placard plafond plaisir planer
  plaque plastron plateau pleurer plexus pliage plomb plonger pluie plumage pochette poésie poète pointe poirier
  poisson poivre polaire policier pollen polygone pommade pompier ponctuel pondérer poney portique position
  posséder posture potager poteau potion pouce poulain poumon pourpre poussin pouvoir prairie pratique précieux
  prédire préfixe prélude prénom présence prétexte prévoir primitif prince prison priver problème procéder prodige
  profond progrès proie projeter prologue promener propre prospère protéger prouesse proverbe prudence pruneau
  psychose public puceron puiser pulpe pulsar punaise punitif pupitre purifier puzzle pyramide quasar querelle
  question quiétude quitter quotient racine raconter radieux ragondin raideur raisin ralentir rallonge ramasser
  rapide rasage ratisser ravager ravin rayonner réactif réagir réaliser réanimer recevoir réciter réclamer
  récolter recruter reculer recycler rédiger redouter refaire réflexe réformer refrain refuge régalien région
  réglage régulier réitérer rejeter rejouer relatif relever relief remarque remède remise remonter remplir remuer
  renard renfort renifler renoncer rentrer renvoi replier reporter reprise reptile requin réserve résineux
  résoudre respect rester résultat rétablir retenir réticule retomber retracer réunion réussir revanche revivre
  révolte révulsif richesse rideau rieur rigide rigoler rincer riposter risible risque rituel rival rivière
  rocheux romance rompre ronce rondin roseau rosier rotatif rotor rotule rouge rouille rouleau routine royaume
  ruban rubis ruche ruelle rugueux ruiner ruisseau ruser rustique rythme sabler saboter sabre sacoche safari
  sagesse saisir salade salive salon saluer samedi sanction sanglier sarcasme sardine saturer saugrenu saumon
  sauter sauvage savant savonner scalpel scandale scélérat scénario sceptre schéma science scinder score scrutin
  sculpter séance sécable sécher secouer sécréter sédatif séduire seigneur séjour sélectif semaine sembler semence
  séminal sénateur sensible sentence séparer séquence serein sergent sérieux serrure sérum service sésame sévir
  sevrage sextuple sidéral siècle siéger siffler sigle signal silence silicium simple sincère sinistre siphon
  sirop sismique situer skier social socle sodium soigneux soldat soleil solitude soluble sombre sommeil somnoler
  sonde songeur sonnette sonore sorcier sortir sosie sottise soucieux soudure souffle soulever soupape source
  soutirer souvenir spacieux spatial spécial sphère spiral stable station sternum stimulus stipuler strict
  studieux stupeur styliste sublime substrat subtil subvenir succès sucre suffixe suggérer suiveur sulfate superbe
  supplier surface suricate surmener surprise sursaut survie suspect syllabe symbole symétrie synapse syntaxe
  système tabac tablier tactile tailler talent talisman talonner tambour tamiser tangible tapis taquiner tarder
  tarif tartine tasse tatami tatouage taupe taureau taxer témoin temporel tenaille tendre teneur tenir tension
  terminer terne terrible tétine texte thème théorie thérapie thorax tibia tiède timide tirelire tiroir tissu
  titane titre tituber toboggan tolérant tomate tonique tonneau toponyme torche tordre tornade torpille torrent
  torse tortue totem toucher tournage tousser toxine traction trafic tragique trahir train trancher travail trèfle
  tremper trésor treuil triage tribunal tricoter trilogie triomphe tripler triturer trivial trombone tronc
  tropical troupeau tuile tulipe tumulte tunnel turbine tuteur tutoyer tuyau tympan typhon typique tyran ubuesque
  ultime ultrason unanime unifier union unique unitaire univers uranium urbain urticant usage usine usuel usure
  utile utopie vacarme vaccin vagabond vague vaillant vaincre vaisseau valable valise vallon valve vampire vanille
  vapeur varier vaseux vassal vaste vecteur vedette végétal véhicule veinard véloce vendredi vénérer venger
  venimeux ventouse verdure vérin vernir verrou verser vertu veston vétéran vétuste vexant vexer viaduc viande
  victoire vidange vidéo vignette vigueur vilain village vinaigre violon vipère virement virtuose virus visage
  viseur vision visqueux visuel vital vitesse viticole vitrine vivace vivipare vocation voguer voile voisin
  voiture volaille volcan voltiger volume vorace vortex voter vouloir voyage voyelle wagon xénon yacht zèbre
  zénith zeste zoologie
`;

export const wordLists: Readonly<Record<WordLanguage, readonly string[]>> = {
  en: english.trim().split(/\s+/u),
  fr: french.trim().split(/\s+/u),
};
