/**
 * Beginnings of call buttons' names in many languages. A name says what a press does, so "turn off camera" belongs to a
 * camera that is on. Names are never the first way to find something: sites reword them, attributes last longer.
 */

const list = (words: string): readonly string[] =>
  words
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const TURN_CAMERA_OFF = list(`
  turn off camera | turn camera off | turn off video | turn video off | stop video | stop my video |
  stop camera | disable camera | kamera ausschalten | kamera deaktivieren | video beenden |
  video stoppen | video ausschalten | desactivar cámara | desactivar la cámara | desactivar video |
  apagar cámara | apagar la cámara | detener video | detener vídeo | désactiver la caméra |
  désactiver caméra | désactiver la vidéo | arrêter la vidéo | arrêter la caméra | éteindre la caméra |
  desativar câmera | desativar a câmera | desativar a câmara | desligar câmera | desligar a câmera |
  desligar câmara | desligar a câmara | parar vídeo | カメラをオフ | ビデオをオフ | ビデオの停止 | ビデオを停止 | カメラを停止 |
  disattiva videocamera | disattiva la videocamera | disattiva fotocamera | interrompi video |
  camera uitschakelen | camera uitzetten | wyłącz kamerę | выключить камеру | отключить камеру |
  остановить видео | kamerayı kapat | videoyu durdur | 카메라 끄기 | 비디오 중지 | 关闭摄像头 | 停止视频 | 關閉攝影機
`);

export const TURN_CAMERA_ON = list(`
  turn on camera | turn camera on | turn on video | turn video on | start video | start my video |
  start camera | enable camera | kamera einschalten | kamera aktivieren | video starten |
  video einschalten | activar cámara | activar la cámara | activar video | encender cámara |
  encender la cámara | iniciar video | iniciar vídeo | activer la caméra | activer caméra |
  activer la vidéo | démarrer la vidéo | démarrer la caméra | allumer la caméra | ativar câmera |
  ativar a câmera | ativar a câmara | ligar câmera | ligar a câmera | ligar câmara | ligar a câmara |
  カメラをオン | ビデオをオン | ビデオの開始 | ビデオを開始 | カメラを開始 | attiva videocamera | attiva la videocamera |
  attiva fotocamera | avvia video | camera inschakelen | camera aanzetten | włącz kamerę |
  включить камеру | включить видео | kamerayı aç | videoyu başlat | 카메라 켜기 | 비디오 시작 | 打开摄像头 | 开启摄像头 |
  启动视频 | 開啟攝影機
`);

export const MUTE = list(`
  mute | turn off microphone | turn microphone off | turn off mic | mikrofon ausschalten |
  mikrofon deaktivieren | stummschalten | audio stummschalten | desactivar micrófono |
  desactivar el micrófono | silenciar | désactiver le micro | désactiver le microphone |
  couper le micro | couper le son | desativar microfone | desativar o microfone | desligar microfone |
  マイクをオフ | マイクをミュート | ミュート | disattiva microfono | disattiva il microfono | microfoon uitschakelen |
  microfoon dempen | dempen | wyłącz mikrofon | wycisz | выключить микрофон | отключить микрофон |
  mikrofonu kapat | 마이크 끄기 | 음소거 | 关闭麦克风 | 静音
`);

export const UNMUTE = list(`
  unmute | turn on microphone | turn microphone on | turn on mic | mikrofon einschalten |
  mikrofon aktivieren | stummschaltung aufheben | activar micrófono | activar el micrófono |
  reactivar audio | activer le micro | activer le microphone | réactiver le micro | rétablir le son |
  ativar microfone | ativar o microfone | ligar microfone | マイクをオン | マイクのミュートを解除 | ミュート解除 | ミュートを解除 |
  attiva microfono | attiva il microfono | microfoon inschakelen | dempen opheffen | włącz mikrofon |
  wyłącz wyciszenie | включить микрофон | mikrofonu aç | 마이크 켜기 | 음소거 해제 | 打开麦克风 | 取消静音
`);

export const LEAVE_LABELS = list(`
  leave call | leave meeting | leave the meeting | leave huddle | leave room | hang up | disconnect |
  anruf verlassen | anruf beenden | besprechung verlassen | meeting verlassen | auflegen |
  salir de la llamada | abandonar la llamada | salir de la reunión | colgar | quitter l'appel |
  quitter l’appel | quitter la réunion | raccrocher | sair da chamada | sair da reunião |
  encerrar chamada | 通話から退出 | 会議から退出 | 退出する | abbandona chiamata | abbandona la chiamata |
  abbandona riunione | gesprek verlaten | vergadering verlaten | opuść rozmowę | покинуть видеовстречу |
  покинуть встречу | aramadan ayrıl | 통화에서 나가기 | 退出通话 | 离开会议
`);

/** Meet's join buttons since 2026, each also with what one joins without. */
const MEET_JOIN = ['join now', 'ask to join', 'join anyway', 'join here too', 'join as a viewer'];
const WITHOUT = ['microphone & camera', 'microphone and camera', 'microphone', 'camera'];

/** Whole names, because they can be the beginnings of others: "join" of "join audio". */
export const JOIN = [
  ...MEET_JOIN.flatMap((name) => [name, ...WITHOUT.map((what) => `${name} without ${what}`)]),
  ...WITHOUT.map((what) => `join without ${what}`),
  ...list(`
  join meeting | join the meeting | join call | switch here | jetzt teilnehmen |
  teilnahme anfragen | teilnehmen | unirme ahora | unirse ahora | solicitar unirse |
  participer maintenant | participer | rejoindre maintenant | demander à participer | rejoindre |
  participar agora | pedir para participar | 今すぐ参加 | 参加をリクエスト | 参加 | partecipa ora | partecipa |
  chiedi di partecipare | nu deelnemen | deelnemen | dołącz teraz | poproś o dołączenie |
  присоединиться | şimdi katıl | 지금 참여하기 | 立即加入
`),
];

export const STOP_SHARING = list(`
  stop presenting | stop sharing | stop share | stop screen sharing | präsentation beenden |
  präsentieren beenden | freigabe beenden | teilen beenden | dejar de presentar | dejar de compartir |
  detener presentación | arrêter la présentation | arrêter de présenter | arrêter le partage |
  parar apresentação | parar de apresentar | parar de compartilhar | parar partilha | プレゼンテーションを停止 |
  画面の共有を停止 | 共有を停止 | interrompi presentazione | interrompi condivisione | presenteren stoppen |
  delen stoppen
`);

/** Whole names of the button and of the tray. */
export const REACTIONS = list(`
  send a reaction | reactions | reaction | react | reaktion senden | reaktionen | reagieren |
  enviar una reacción | enviar reacción | reacciones | reaccionar | envoyer une réaction | réactions |
  réagir | enviar uma reação | enviar reação | reações | reagir | リアクションを送信 | リアクション |
  invia una reazione | reazioni | een reactie verzenden | reactie verzenden | reacties | wyślij reakcję |
  reakcje | отправить реакцию | реакции | tepki gönder | tepkiler | 반응 보내기 | 반응 | 发送回应 | 回应 | 傳送回應
`);

/** Whole names of the button that shows all emoji in a tray. */
export const MORE_EMOJI = list(`
  more reactions | more emoji | more emojis | choose emoji | open emoji picker | add reaction | weitere reaktionen |
  weitere emojis | más reacciones | más emojis | autres réactions | plus de réactions | plus d'emojis |
  plus d’emojis | mais reações | mais emojis | その他のリアクション | その他の絵文字 | altre reazioni | altre emoji |
  meer reacties | meer emoji's
`);

/** Words that identify a camera button, whatever it offers. */
export const CAMERA_WORDS = list(`
  camera | kamera | cámara | caméra | câmera | câmara | カメラ | ビデオ | fotocamera | kamerę | камер | 카메라 |
  摄像头 | 攝影機 | video | vídeo | vidéo
`);

export const MICROPHONE_WORDS = list(`
  mikrofon | microphone | micrófono | microfone | microfono | microfoon | micro | mute | マイク | ミュート |
  микрофон | 마이크 | 麦克风 | 麥克風
`);
